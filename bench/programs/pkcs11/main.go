package main

import (
	"fmt"
	"log"

	"github.com/miekg/pkcs11"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	module := pkcs11.New("/usr/lib/softhsm/libsofthsm2.so")
	if module == nil {
		log.Fatal("no module")
	}
	if err := module.Initialize(); err != nil {
		log.Fatal(err)
	}
	slot := must(module.GetSlotList(true))[0]
	info := must(module.GetTokenInfo(slot))
	session := must(module.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION))
	if err := module.Login(session, pkcs11.CKU_USER, "1234"); err != nil {
		log.Fatal(err)
	}
	if err := module.DigestInit(session, []*pkcs11.Mechanism{pkcs11.NewMechanism(pkcs11.CKM_SHA256, nil)}); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("token %s: %x\n", info.Label, must(module.Digest(session, []byte("hello"))))
}
