#!/bin/bash
# PID 1 of a blade, in namespaces of its own (mounts, network, processes, host name, cgroups). First argument: its folder,
# which holds `blade.env`, `upper` (files laid over the system), `disk` (what outlives a power cut) and mount points.
set -eu
blade=$1
. "$blade/blade.env" # NAME SYSTEM PROGRAMS SHARED IMAGES ADDRESS GATEWAY ROUTES HIERARCHIES API_SERVER KUBELET_FLAGS

# The system: Debian's files below those of this blade, nothing of the host.
mount --make-rprivate /
mount -t overlay system -o "lowerdir=$SYSTEM,upperdir=$blade/upper,workdir=$blade/work" "$blade/root"
cd "$blade/root"
mkdir -p proc sys dev run tmp old opt/programs opt/images var
mount -t proc proc proc
mount --bind "$blade/meminfo" proc/meminfo # the kubelet's capacity
mount -t sysfs sysfs sys
mount -t tmpfs cgroups sys/fs/cgroup
for hierarchy in $HIERARCHIES; do
  mkdir "sys/fs/cgroup/${hierarchy#name=}"
  mount -t cgroup -o "$hierarchy" cgroup "sys/fs/cgroup/${hierarchy#name=}"
done
# Devices of its own: what is made on a blade is not on the machine.
mount -t tmpfs -o mode=755 devices dev
for device in null zero full random urandom tty kmsg fuse; do
  if [ -e "/dev/$device" ]; then cp -a "/dev/$device" dev/; fi
done
mkdir dev/pts dev/shm dev/mqueue
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 terminals dev/pts
mount -t tmpfs shm dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs run run
mount -t tmpfs tmp tmp
mount --bind "$PROGRAMS" opt/programs
mount --bind "$IMAGES" opt/images
mount -o remount,bind,ro opt/images
# As under Talos all of it lies below /var: the kubelet's folder, images, logs. Volumes may be file systems of their own.
mkdir -p "$blade/disk"/lib/{kubelet,containerd,rack-volumes,rack-shared} "$blade/disk/log"
ln -sfn /run "$blade/disk/run"
mount --rbind "$blade/disk" var
mount --bind "$SHARED" var/lib/rack-shared
pivot_root . old
cd /
umount -l /old
mount --make-rshared / # mounts of pods must reach containers, and the other way round

export PATH=/opt/programs:/usr/sbin:/usr/bin HOME=/root
echo "$NAME" >/proc/sys/kernel/hostname
ip link set lo up
until ip link show eth0 >/dev/null 2>&1; do sleep 0.1; done
ip address add "$ADDRESS" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
for route in $ROUTES; do ip route add "${route%@*}" via "${route#*@}"; done
echo 1 >/proc/sys/net/ipv4/ip_forward
ln -sf bash /usr/bin/sh
ln -sf /usr/sbin/xtables-nft-multi /usr/sbin/iptables
ln -sf /usr/sbin/xtables-nft-multi /usr/sbin/iptables-save
ln -sf /usr/sbin/xtables-nft-multi /usr/sbin/iptables-restore
mkdir -p /run/netns

# As Talos does it: a service that ends is started again.
service() {
  local name=$1
  shift
  while :; do
    "$@" >>"/var/log/$name.log" 2>&1 || true
    sleep 1
  done &
}
service containerd containerd --config /etc/containerd/config.toml
until ctr --address /run/containerd/containerd.sock version >/dev/null 2>&1; do sleep 0.1; done
service kubelet kubelet --config=/etc/kubernetes/kubelet.json --kubeconfig=/etc/kubernetes/kubelet.conf \
  --hostname-override="$NAME" --node-ip="${ADDRESS%/*}" --root-dir=/var/lib/kubelet $KUBELET_FLAGS
service kube-proxy kube-proxy --config=/etc/kubernetes/kube-proxy.json --hostname-override="$NAME"
account=/var/run/secrets/kubernetes.io/serviceaccount # it reads its rights as a pod does
mkdir -p "$account"
cp /etc/kubernetes/network-policies/* "$account/"
export KUBERNETES_SERVICE_HOST=$API_SERVER KUBERNETES_SERVICE_PORT=6443
service network-policies kube-network-policies \
  --hostname-override="$NAME" --disable-nri --nfqueue-id=98 --fail-open=false --metrics-bind-address=127.0.0.1:19080
while :; do wait -n || sleep 1; done
