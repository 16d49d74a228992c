#!/bin/busybox sh
# PID 1 of the guest: mounts, inserts modules, then runs what the host sends over the serial line.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t cgroup2 cgroup /sys/fs/cgroup
echo '+memory +cpu' >/sys/fs/cgroup/cgroup.subtree_control
ip link set lo up
while read -r module; do insmod "/modules/$module.ko" || echo "cannot insert $module"; done </modules/order

# The image as a container runtime gives it: its layers below, a writable layer for mount points only, read-only.
mkdir -p /image /upper /pod
mount -t erofs -o ro /dev/vda /image
mount -t tmpfs upper /upper
mkdir -p /upper/data/dev /upper/data/proc /upper/data/sys /upper/data/etc/thermal-daemon /upper/data/host /upper/work
mount -t overlay -o lowerdir=/image,upperdir=/upper/data,workdir=/upper/work pod /pod
mount -o remount,ro /pod
mount --bind /dev /pod/dev
mount -t proc proc /pod/proc
mount -t sysfs -o ro sys /pod/sys
mkdir -p /config /shared && cp /bin/busybox /shared/
mount --bind /config /pod/etc/thermal-daemon
mount --bind /shared /pod/host

# One line in: id, base64 of a script. One line out: @@ id, exit status, base64 of what it printed.
exec </dev/hvc0 >/dev/hvc0 2>&1
stty raw -echo
echo "@@ready"
while read -r id script; do
  printf '%s' "$script" | base64 -d >"/tmp.$id"
  output=$(sh "/tmp.$id" 2>&1)
  status=$?
  rm -f "/tmp.$id"
  echo "@@$id $status $(printf '%s' "$output" | base64 -w 0)"
done
