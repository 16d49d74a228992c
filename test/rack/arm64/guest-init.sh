#!/bin/busybox sh
# First program of the emulated blade, from the initial file system: drivers, the chip behind its fan, its disk.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod "/modules/$module.ko" || echo "cannot insert $module"; done </modules/order
insmod /modules/zonefake.ko
insmod /modules/fanfake.ko
mkdir /disk
mount -t ext4 /dev/vda /disk
cp -a /blade/. /disk/
for each in proc sys dev; do mount --move "/$each" "/disk/$each"; done
exec switch_root /disk /usr/bin/bash /blade-init.sh
