#!/usr/bin/env bash
# bench/gpu-bundle.sh FILE.tar.xz: packs what `npm run bench:gpu` needs on a bare Linux of x64 without a network: this Node, the packages
# with ONNX Runtime's parts for that system, and what `npm run build` has made. Unpacked, `./bench-gpu` runs it.
set -euo pipefail

[[ $# == 1 ]] || { echo 'usage: bench/gpu-bundle.sh FILE.tar.xz' >&2; exit 2; }
target="$(realpath -m "$1")"
most=$((64 * 2 ** 20))
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ "$(uname -sm)" == 'Linux x86_64' ]] || { echo 'Node and the runtime must be those of Linux on x64' >&2; exit 1; }
[[ -e dist/bench/gpu.js ]] || { echo 'npm run build comes first' >&2; exit 1; }

stage="$(mktemp -d)"
trap 'rm -rf "$stage"' EXIT
bundle="$stage/saeql-bench-gpu"
mkdir "$bundle"

production_packages() {
  node -p 'Object.entries(require("./package-lock.json").packages)
    .filter(([path, { dev, optional }]) => path && !dev && (!optional || require("fs").existsSync(path)))
    .map(([path]) => path).join("\n")'
}

cp --dereference "$(command -v node)" "$bundle/node"
cp package.json "$bundle/"
git describe --always --dirty --abbrev=40 '--exclude=*' >"$bundle/commit.txt"
tar -c --exclude=dist/tests --exclude=dist/examples --exclude='*.map' --exclude='*.d.ts' --exclude='*.tsbuildinfo' dist | tar -x -C "$bundle"
# Packages inside a package come with it.
production_packages | grep -v '/node_modules/' |
  tar -c --exclude='node_modules/onnxruntime-node/bin' --exclude='*.map' --exclude='*.d.ts' --exclude='*.md' --files-from=- |
  tar -x -C "$bundle"
runtime=node_modules/onnxruntime-node/bin/napi-v6/linux/x64
mkdir -p "$bundle/$runtime"
cp "$runtime"/{libonnxruntime.so.1,onnxruntime_binding.node} "$bundle/$runtime/"
cat >"$bundle/bench-gpu" <<'EOF'
#!/bin/sh
# Runs the bench of the device; the words are those of `npm run bench:gpu --`.
here="${0%/*}"
exec "$here/node" "$here/dist/bench/gpu.js" "$@"
EOF
chmod +x "$bundle/bench-gpu"

tar -c --owner=0 --group=0 -C "$stage" saeql-bench-gpu | xz -T0 -6 >"$target"
size="$(stat -c %s "$target")"
echo "$target: $((size / 2 ** 20)) MiB"
if ((size > most)); then
  echo "more than the $((most / 2 ** 20)) MiB that a file to be handed on may have" >&2
  exit 1
fi
