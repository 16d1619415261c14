package main

/*
#cgo pkg-config: yaml-0.1
#include <string.h>
#include <yaml.h>

static int scalars(const char *text) {
	yaml_parser_t parser;
	yaml_event_t event;
	int count = 0, done = 0;
	if (!yaml_parser_initialize(&parser)) return -1;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, strlen(text));
	while (!done) {
		if (!yaml_parser_parse(&parser, &event)) return -2;
		count += event.type == YAML_SCALAR_EVENT;
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return count;
}
*/
import "C"

import "fmt"

func main() {
	fmt.Printf("libyaml %s: %d scalars\n", C.GoString(C.yaml_get_version_string()), C.scalars(C.CString("a: [1, 2, {b: c}]\nd: e\n")))
}
