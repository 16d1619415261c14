package main

import (
	"fmt"
	"log"
	"net"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcap"
)

func main() {
	filter, err := pcap.NewBPF(layers.LinkTypeEthernet, 65535, "tcp dst port 443")
	if err != nil {
		log.Fatal(err)
	}
	for _, port := range []layers.TCPPort{80, 443} {
		ip := layers.IPv4{Version: 4, IHL: 5, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: net.IPv4(10, 0, 0, 1), DstIP: net.IPv4(10, 0, 0, 2)}
		tcp := layers.TCP{SrcPort: 40000, DstPort: port, SYN: true}
		if err := tcp.SetNetworkLayerForChecksum(&ip); err != nil {
			log.Fatal(err)
		}
		ethernet := layers.Ethernet{SrcMAC: make(net.HardwareAddr, 6), DstMAC: make(net.HardwareAddr, 6), EthernetType: layers.EthernetTypeIPv4}
		buffer := gopacket.NewSerializeBuffer()
		options := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
		if err := gopacket.SerializeLayers(buffer, options, &ethernet, &ip, &tcp); err != nil {
			log.Fatal(err)
		}
		packet := buffer.Bytes()
		info := gopacket.CaptureInfo{CaptureLength: len(packet), Length: len(packet)}
		fmt.Printf("%s: port %d %v\n", pcap.Version(), port, filter.Matches(info, packet))
	}
}
