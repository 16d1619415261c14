# Read by the scripts that fetch packages, with `work` set. The indexes lie in there, so that none is left in the stage.

cached() { # PROGRAM ARGUMENT…: each reads the same indexes, which are unpacked and parsed once, though Docker's images keep them packed and no cache
  "$@" -o "Dir::State::lists=$work/lists" -o Acquire::GzipIndexes=false -o "Dir::Cache=$work/cache" -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin
}

update() { # fetches them
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # gz is read in half the time of xz
  cached apt-get -o Acquire::Languages=none -o Acquire::CompressionTypes::Order::=gz update
}

download() { # PACKAGE…: into the folder that this is called in
  cached apt-get -o APT::Sandbox::User=root -o Acquire::Retries=3 download "$@"
}
