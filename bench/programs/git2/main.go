package main

import (
	"fmt"
	"log"
	"os"
	"time"

	git "github.com/libgit2/git2go/v34"
)

func main() {
	folder, err := os.MkdirTemp("", "repository")
	if err != nil {
		log.Fatal(err)
	}
	repository, err := git.InitRepository(folder, true)
	if err != nil {
		log.Fatal(err)
	}
	blob, err := repository.CreateBlobFromBuffer([]byte("hello\n"))
	if err != nil {
		log.Fatal(err)
	}
	builder, err := repository.TreeBuilder()
	if err != nil {
		log.Fatal(err)
	}
	if err := builder.Insert("hello.txt", blob, git.FilemodeBlob); err != nil {
		log.Fatal(err)
	}
	treeID, err := builder.Write()
	if err != nil {
		log.Fatal(err)
	}
	tree, err := repository.LookupTree(treeID)
	if err != nil {
		log.Fatal(err)
	}
	author := &git.Signature{Name: "A", Email: "a@example.com", When: time.Unix(1, 0).UTC()}
	commit, err := repository.CreateCommit("HEAD", author, author, "first", tree)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("libgit2:", blob, commit)
}
