module pcap

go 1.24

require github.com/gopacket/gopacket v1.3.1

require golang.org/x/sys v0.24.0 // indirect
