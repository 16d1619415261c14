module seccomp

go 1.24

require github.com/seccomp/libseccomp-golang v0.11.1
