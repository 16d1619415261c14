// A stand-in for tonistiigi/binfmt: the same flags, messages, JSON and exit codes, with Debian's static QEMU.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/util/archutil"
)

// the names of QEMU's emulators by Docker's names of architectures
var emulators = map[string]string{
	"386": "i386", "amd64": "x86_64", "arm": "arm", "arm64": "aarch64", "loong64": "loongarch64",
	"mips64": "mips64", "mips64le": "mips64el", "ppc64le": "ppc64le", "riscv64": "riscv64", "s390x": "s390x",
}

var version = "0" // of QEMU, set by the linker

func main() {
	log.SetFlags(0)
	mount := flag.String("mount", "/proc/sys/fs/binfmt_misc", "where binfmt_misc is")
	install := flag.String("install", "", "architectures, with commas, or all")
	uninstall := flag.String("uninstall", "", "architectures or emulators, with commas; * and ? stand for anything")
	showVersion := flag.Bool("version", false, "")
	flag.Parse()
	if *showVersion {
		log.Printf("binfmt/lab qemu/v%s go/%s", version, strings.TrimPrefix(runtime.Version(), "go"))
		return
	}
	// like the original, a failure is said but the exit code stays 0
	if err := run(registry{*mount}, words(*install), words(*uninstall)); err != nil {
		log.Printf("error: %v", err)
	}
}

func run(binfmt registry, install, uninstall []string) error {
	if _, err := os.Stat(binfmt.file("status")); err != nil {
		if err := syscall.Mount("binfmt_misc", binfmt.mount, "binfmt_misc", 0, ""); err != nil {
			return fmt.Errorf("cannot mount binfmt_misc filesystem at %s: %w", binfmt.mount, err)
		}
		defer syscall.Unmount(binfmt.mount, 0)
	}
	for _, name := range uninstall {
		report("uninstalling", name, binfmt.remove(name))
	}
	if slices.Equal(install, []string{"all"}) {
		install = foreign()
	}
	for _, name := range install {
		architecture := name
		if platform, err := platforms.Parse(name); err == nil {
			architecture = platform.Architecture
		}
		report("installing", architecture, binfmt.add(architecture))
	}
	return binfmt.print()
}

func report(verb, name string, err error) {
	if err != nil {
		log.Printf("%s: %s %v", verb, name, err)
	} else {
		log.Printf("%s: %s OK", verb, name)
	}
}

// foreign lists every architecture that needs an emulator here, in a fixed order.
func foreign() []string {
	var names []string
	for name := range emulators {
		if name != platforms.DefaultSpec().Architecture && name != "386" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// registry is the kernel's table of emulators.
type registry struct{ mount string }

func (r registry) file(name string) string { return filepath.Join(r.mount, name) }

// entries maps each registered emulator to whether it is enabled.
func (r registry) entries() (map[string]bool, error) {
	files, err := os.ReadDir(r.mount)
	found := map[string]bool{}
	for _, file := range files {
		if file.Name() == "register" || file.Name() == "status" {
			continue
		}
		text, err := os.ReadFile(r.file(file.Name()))
		if err != nil {
			return nil, err
		}
		found[file.Name()] = strings.HasPrefix(string(text), "enabled")
	}
	return found, err
}

// add registers an emulator with the magic of Debian's own entry, loaded at once (F) and with the credentials of what runs (C).
func (r registry) add(architecture string) error {
	emulator, known := emulators[architecture]
	if !known {
		return fmt.Errorf("unsupported architecture: %s", architecture)
	}
	name := "qemu-" + emulator
	if _, err := os.Stat(r.file(name)); err == nil {
		return fmt.Errorf("%s already registered", name)
	}
	entry, err := debianEntry(name)
	if err != nil {
		return err
	}
	entry[6], entry[7] = "/usr/bin/"+name, "CF"
	return os.WriteFile(r.file("register"), []byte(strings.Join(entry, ":")), fs.FileMode(0o200))
}

// debianEntry reads `:name:M:offset:magic:mask:interpreter:flags`, eight fields with the empty first one.
func debianEntry(name string) ([]string, error) {
	text, err := os.ReadFile("/usr/lib/binfmt.d/" + name + ".conf")
	if err != nil {
		return nil, fmt.Errorf("no emulator in this image: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Split(strings.TrimSpace(line), ":"); len(fields) == 8 {
			return fields, nil
		}
	}
	return nil, fmt.Errorf("%s.conf has no entry", name)
}

// remove takes away what is asked for by architecture (arm64), emulator (qemu-aarch64, aarch64) or pattern (qemu-*).
func (r registry) remove(wanted string) error {
	if platform, err := platforms.Parse(wanted); err == nil {
		if emulator, known := emulators[platform.Architecture]; known {
			wanted = emulator
		}
	}
	entries, err := r.entries()
	if err != nil {
		return err
	}
	removed := false
	for name := range entries {
		whole, _ := path.Match(wanted, name)
		if !whole && !strings.HasSuffix(name, "-"+wanted) {
			continue
		}
		if err := os.WriteFile(r.file(name), []byte("-1"), fs.FileMode(0o200)); err != nil {
			return err
		}
		removed = true
	}
	if !removed {
		return fmt.Errorf("not found")
	}
	return nil
}

// print writes which platforms run here (each is tried with a tiny program) and which emulators are enabled.
func (r registry) print() error {
	entries, err := r.entries()
	if err != nil {
		return err
	}
	status := struct {
		Supported []string `json:"supported"`
		Emulators []string `json:"emulators"`
	}{}
	archutil.CacheMaxAge = 0
	for _, platform := range archutil.SupportedPlatforms(true) {
		status.Supported = append(status.Supported, platforms.FormatAll(platforms.Normalize(platform)))
	}
	for name, enabled := range entries {
		if enabled {
			status.Emulators = append(status.Emulators, name)
		}
	}
	slices.Sort(status.Emulators)
	text, err := json.MarshalIndent(status, "", "  ")
	fmt.Println(string(text))
	return err
}
