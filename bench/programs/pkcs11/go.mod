module pkcs11

go 1.24

require github.com/miekg/pkcs11 v1.1.1
