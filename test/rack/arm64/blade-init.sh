#!/bin/bash
# PID 1 of the emulated blade on its disk: what Talos does before and beside a kubelet. Then it runs what the machine
# outside sends over the serial line, as thermal-daemon/vm/init.sh does.
. /blade.env # NAME ADDRESS GATEWAY FAN_GROUP NODE_LABELS
export PATH=/opt/programs:/usr/sbin:/usr/bin HOME=/root

mount -t cgroup2 cgroup /sys/fs/cgroup
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control; done
mkdir -p /dev/pts /dev/shm /dev/mqueue /run /tmp /var/log /var/lib/kubelet /opt/cni
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 terminals /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
ln -sf /proc/self/fd /dev/fd
mount --make-rshared / # mounts of pods must reach containers, and the other way round
# As the udev rule of its machine configuration has it.
chgrp "$FAN_GROUP" /dev/i2c-1
chmod 660 /dev/i2c-1

echo "$NAME" >/proc/sys/kernel/hostname
ip link set lo up
ip address add "$ADDRESS" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
echo 1 >/proc/sys/net/ipv4/ip_forward
ln -sf bash /usr/bin/sh
for name in iptables iptables-save iptables-restore; do ln -sf /usr/sbin/xtables-nft-multi "/usr/sbin/$name"; done

# The processor's temperature goes where /run/target says, as heat does: never by a jump, never still.
heater() {
  local now=55000 target step flicker=0 fastest=5000
  echo $now >/run/target
  while sleep 2; do
    target=$(</run/target)
    step=$((target - now))
    if ((step > fastest)); then step=$fastest; elif ((step < -fastest)); then step=-$fastest; fi
    now=$((now + step))
    flicker=$((300 - flicker))
    echo $((now + flicker)) >/sys/module/zonefake/parameters/millicelsius
  done
}
heater &

# As Talos does it: a service that ends is started again.
service() {
  local name=$1
  shift
  while :; do
    "$@" >>"/var/log/$name.log" 2>&1
    sleep 1
  done &
}
service containerd containerd --config /etc/containerd/config.toml
service kubelet kubelet --config=/etc/kubernetes/kubelet.json --kubeconfig=/etc/kubernetes/kubelet.conf \
  --hostname-override="$NAME" --node-ip="${ADDRESS%/*}" --root-dir=/var/lib/kubelet --node-labels="$NODE_LABELS"

# One line in: id, base64 of a script. One line out: @@ id, exit status, base64 of what it printed.
exec </dev/hvc0 >/dev/hvc0 2>&1
stty raw -echo
echo "@@ready"
while read -r id script; do
  output=$(base64 -d <<<"$script" | bash 2>&1)
  status=$?
  echo "@@$id $status $(base64 -w 0 <<<"$output")"
done
