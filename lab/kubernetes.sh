# shellcheck shell=bash
# A Kubernetes of one node: etcd, the API, its controllers, the scheduler, and a kubelet on a containerd of its own. Sourced.
# Its API listens on 127.0.0.1:16443; the admin's kubeconfig is $LAB/kubernetes/kubeconfig. Pods reach the registry at $POD_GATEWAY:5000.
POD_GATEWAY=10.244.0.1

kubernetes() {
  kubernetes_packages
  kubernetes_programs
  pause_image
  kubernetes_running && return
  say "starting Kubernetes"
  kubernetes_down
  rm -rf "$LAB/kubernetes"
  mkdir -p "$LAB/kubernetes/cni"
  kubernetes_bridge
  kubernetes_config
  local at=$LAB/kubernetes
  daemon etcd etcd --data-dir "$at/etcd" --listen-client-urls http://127.0.0.1:12379 --advertise-client-urls http://127.0.0.1:12379 \
    --listen-peer-urls http://127.0.0.1:12380 --initial-advertise-peer-urls http://127.0.0.1:12380 --initial-cluster default=http://127.0.0.1:12380
  daemon kube-apiserver "$LAB/bin/kube-apiserver" --etcd-servers=http://127.0.0.1:12379 --cert-dir="$at/pki" --bind-address=127.0.0.1 --secure-port=16443 \
    --service-cluster-ip-range=10.96.0.0/16 --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$at/accounts.key" \
    --service-account-signing-key-file="$at/accounts.key" --authorization-mode=AlwaysAllow --token-auth-file="$at/tokens" --anonymous-auth=false \
    --allow-privileged=true --disable-admission-plugins=ServiceAccount --endpoint-reconciler-type=none --kubelet-preferred-address-types=InternalIP
  until_true 60 kubectl get --raw /readyz || {
    tail -n 20 "$LAB/log/kube-apiserver.log" >&2
    return 1
  }
  daemon kube-controller-manager "$LAB/bin/kube-controller-manager" --kubeconfig="$at/kubeconfig" --leader-elect=false \
    --controllers=deployment,replicaset,statefulset,namespace,garbagecollector,nodelifecycle --cert-dir="$at/controllers"
  daemon kube-scheduler "$LAB/bin/kube-scheduler" --kubeconfig="$at/kubeconfig" --leader-elect=false --cert-dir="$at/scheduler"
  daemon kube-containerd containerd --config "$at/containerd.toml"
  daemon kubelet "$LAB/bin/kubelet" --config="$at/kubelet.yaml" --kubeconfig="$at/kubeconfig" --hostname-override=lab --node-ip="$POD_GATEWAY" --root-dir="$at/kubelet" --cert-dir="$at/kubelet-pki"
  until_true 60 kubectl wait --for=condition=Ready node/lab --timeout=1s || {
    tail -n 20 "$LAB/log/kubelet.log" >&2
    return 1
  }
}

KUBERNETES_DAEMONS=(kubelet kube-containerd kube-scheduler kube-controller-manager kube-apiserver etcd kube-registry)
kubernetes_running() {
  local name
  for name in "${KUBERNETES_DAEMONS[@]}"; do running "$name" || return; done
  kubectl get --raw /readyz >/dev/null 2>&1
}
kubectl() { "$LAB/bin/kubectl" --kubeconfig="$LAB/kubernetes/kubeconfig" "$@"; }

# daemon <name> <command…>
daemon() {
  local name=$1
  shift
  setsid "$@" >"$LAB/log/$name.log" 2>&1 9>&- </dev/null &
  echo $! >"$LAB/$name.pid"
}

kubernetes_down() {
  local name
  # pods outlive their kubelet
  if running kube-containerd; then
    kubectl delete deployments,statefulsets,pods --all --all-namespaces --wait --timeout=60s >/dev/null 2>&1 || true
  fi
  for name in "${KUBERNETES_DAEMONS[@]}"; do stop "$name"; done
  awk -v one="$LAB/kubernetes/" -v other=/run/crossbuild-kubernetes/ 'index($2, one) == 1 || index($2, other) == 1 {print $2}' /proc/self/mounts | tac | xargs -r umount -l
  ip link del crossbuild0 2>/dev/null || true
}

kubernetes_packages() {
  local want=(etcd-server containernetworking-plugins openssl)
  dpkg -s "${want[@]}" >/dev/null 2>&1 && return
  say "installing Debian packages for Kubernetes"
  # etcd is started here, not by its package
  DEBIAN_FRONTEND=noninteractive logged apt-kubernetes apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${want[@]}"
}

kubernetes_programs() {
  local sum version
  sum=$(sha256sum <"$here/kubernetes/go.sum" | cut -c1-16)
  made kubernetes-programs "$sum" && return
  say "compiling Kubernetes (once)"
  pushd "$here/kubernetes" >/dev/null || return
  logged kubernetes-download go mod download
  version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
  rm -rf "$LAB/kubernetes.part"
  mkdir -p "$LAB/kubernetes.part"
  CGO_ENABLED=0 logged kubernetes-build go build -trimpath -o "$LAB/kubernetes.part/" -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$version" \
    k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kube-controller-manager k8s.io/kubernetes/cmd/kube-scheduler k8s.io/kubernetes/cmd/kubelet \
    k8s.io/kubernetes/cmd/kubectl ./pause
  mv "$LAB"/kubernetes.part/* "$LAB/bin/"
  rmdir "$LAB/kubernetes.part"
  popd >/dev/null || return
  mark kubernetes-programs "$sum"
}

# what keeps a pod's namespaces
pause_image() {
  local tree=$LAB/tmp/pause
  exists lab/pause:1 && return
  mkdir -p "$tree"
  install -m 755 "$LAB/bin/pause" "$tree/pause"
  plain_tar "$tree" "$tree.tar"
  push_tar "$tree.tar" amd64 lab/part:pause --entrypoint /pause
  tagged lab/part:pause lab/pause 1
}

# the bridge that pods hang on, and the registry on it
kubernetes_bridge() {
  ip link add crossbuild0 type bridge
  ip addr add "$POD_GATEWAY/24" dev crossbuild0
  ip link set crossbuild0 up
  cat >"$LAB/kubernetes/registry.yml" <<-YAML
	version: 0.1
	storage:
	  filesystem: {rootdirectory: $LAB/registry}
	http: {addr: "$POD_GATEWAY:5000"}
	log: {level: warn}
	YAML
  daemon kube-registry "$LAB/bin/registry" serve "$LAB/kubernetes/registry.yml"
}

kubernetes_config() {
  local at=$LAB/kubernetes token runtime=/usr/sbin/runc
  capsh --has-p=cap_sys_resource >/dev/null 2>&1 || runtime=$LAB/bin/runc-without-sys-resource
  (
    umask 077
    token=$(head -c 18 /dev/urandom | base64 | tr '/+' 'ab')
    printf '%s,admin,admin,"system:masters"\n' "$token" >"$at/tokens"
    openssl genrsa -out "$at/accounts.key" 2048 2>/dev/null
    cat >"$at/kubeconfig" <<-YAML
	apiVersion: v1
	kind: Config
	clusters: [{name: lab, cluster: {server: "https://127.0.0.1:16443", insecure-skip-tls-verify: true}}]
	users: [{name: admin, user: {token: "$token"}}]
	contexts: [{name: lab, context: {cluster: lab, user: admin}}]
	current-context: lab
	YAML
  )
  printf '[registry."docker.io"]\n  mirrors = ["%s:5000"]\n[registry."%s:5000"]\n  http = true\n' "$POD_GATEWAY" "$POD_GATEWAY" >"$at/buildkitd.toml"
  mkdir -p "$at/hosts/docker.io" "$at/hosts/localhost:5000"
  printf 'server = "http://%s"\n[host."http://%s"]\n' "$REGISTRY" "$REGISTRY" | tee "$at/hosts/docker.io/hosts.toml" >"$at/hosts/localhost:5000/hosts.toml"
  cat >"$at/cni/10-lab.conflist" <<-JSON
	{"cniVersion": "0.4.0", "name": "lab", "plugins": [{"type": "bridge", "bridge": "crossbuild0", "isDefaultGateway": true, "ipMasq": true,
	  "ipam": {"type": "host-local", "dataDir": "$at/addresses", "subnet": "10.244.0.0/24", "gateway": "$POD_GATEWAY"}}, {"type": "firewall"}]}
	JSON
  cat >"$at/containerd.toml" <<-TOML
	version = 2
	root = "$at/containerd"
	state = "/run/crossbuild-kubernetes"
	[grpc]
	  address = "$at/containerd.sock"
	[plugins."io.containerd.grpc.v1.cri"]
	  sandbox_image = "$REGISTRY/lab/pause:1"
	  restrict_oom_score_adj = true
	  [plugins."io.containerd.grpc.v1.cri".cni]
	    bin_dir = "/usr/lib/cni"
	    conf_dir = "$at/cni"
	  [plugins."io.containerd.grpc.v1.cri".registry]
	    config_path = "$at/hosts"
	  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
	    runtime_type = "io.containerd.runc.v2"
	    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
	      BinaryName = "$runtime"
	TOML
  cat >"$at/kubelet.yaml" <<-YAML
	apiVersion: kubelet.config.k8s.io/v1beta1
	kind: KubeletConfiguration
	containerRuntimeEndpoint: unix://$at/containerd.sock
	authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
	authorization: {mode: AlwaysAllow}
	cgroupDriver: cgroupfs
	cgroupsPerQOS: false
	enforceNodeAllocatable: []
	failSwapOn: false
	makeIPTablesUtilChains: false
	address: $POD_GATEWAY
	readOnlyPort: 0
	healthzPort: 0
	evictionHard: {memory.available: 1Mi, nodefs.available: 1%, imagefs.available: 1%}
	YAML
}
