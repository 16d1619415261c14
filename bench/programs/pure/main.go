package main

import (
	"encoding/json"
	"fmt"
	"log"

	"gopkg.in/yaml.v3"
)

func main() {
	var value any
	if err := json.Unmarshal([]byte(`{"name": "hello", "list": [1, 2.5, null]}`), &value); err != nil {
		log.Fatal(err)
	}
	text, err := yaml.Marshal(value)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(text))
}
