package main

import (
	"fmt"
	"log"
	"os"

	"github.com/coreos/go-systemd/v22/sdjournal"
)

func main() {
	folder, err := os.MkdirTemp("", "journal")
	if err != nil {
		log.Fatal(err)
	}
	journal, err := sdjournal.NewJournalFromDir(folder)
	if err != nil {
		log.Fatal(err)
	}
	defer journal.Close()
	if err := journal.AddMatch("PRIORITY=3"); err != nil {
		log.Fatal(err)
	}
	entries, err := journal.Next()
	fmt.Printf("libsystemd: %d entries, error %v\n", entries, err)
}
