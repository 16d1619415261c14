package main

import (
	"fmt"
	"log"

	"github.com/seccomp/libseccomp-golang"
)

func main() {
	major, minor, micro := seccomp.GetLibraryVersion()
	number, err := seccomp.GetSyscallFromNameByArch("openat2", seccomp.ArchS390X)
	if err != nil {
		log.Fatal(err)
	}
	name, err := seccomp.ScmpSyscall(59).GetNameByArch(seccomp.ArchAMD64)
	if err != nil {
		log.Fatal(err)
	}
	filter, err := seccomp.NewFilter(seccomp.ActAllow)
	if err != nil {
		log.Fatal(err)
	}
	kill, err := seccomp.GetSyscallFromName("kexec_load")
	if err != nil {
		log.Fatal(err)
	}
	err = filter.AddRule(kill, seccomp.ActErrno)
	fmt.Printf("libseccomp %d.%d.%d: %d %s %v\n", major, minor, micro, number, name, err)
}
