package main

/*
#cgo LDFLAGS: -lev
#include <ev.h>

static int ticks;

static void tick(struct ev_loop *loop, ev_timer *timer, int events) {
	if (++ticks == 3) ev_timer_stop(loop, timer);
}

static int run(void) {
	struct ev_loop *loop = ev_default_loop(0);
	ev_timer timer;
	ev_timer_init(&timer, tick, 0.01, 0.01);
	ev_timer_start(loop, &timer);
	ev_run(loop, 0);
	return ticks;
}
*/
import "C"

import "fmt"

func main() {
	fmt.Printf("libev %d.%d: %d ticks\n", C.ev_version_major(), C.ev_version_minor(), C.run())
}
