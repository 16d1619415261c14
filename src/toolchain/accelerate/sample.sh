# Read by probe.sh and gate.sh: what shows whether two compilers are one. Runs the driver that is on the PATH.
#
# Small, because the target's own compiler does it under emulation; yet with something of each kind in which builds of one gcc
# differ: defaults (position independence, stack protection and clashes, _FORTIFY_SOURCE), what configure found in the C library
# (unique symbols, sincos, thread-local variables), frame sizes, and the optimisers.

sample_sources() { # into the current directory
  cat >a.c <<'C'
typedef struct { int id; unsigned a : 3, b : 13; double w[3]; char name[24]; } item;
typedef struct { float x, y; } point;
extern int fill(char *, unsigned long), work(const item *, ...);
extern double sin(double), cos(double), sqrt(double), pow(double, double);
extern void *memcpy(void *, const void *, unsigned long), *memset(void *, int, unsigned long);
extern unsigned long strlen(const char *);
extern int printf(const char *, ...), puts(const char *), optional(void) __attribute__((weak));
static __thread int mine;
__thread long ours;
int common, shared_counter = 7;
static const char table[] = "\001\002\377 a string with \"quotes\" and bytes \200\300";
const short primes[] = {2, 3, 5, 7, 11, 13};
int buffer(int n) { char b[96]; memset(b, n, sizeof b); return fill(b, sizeof b) + b[n & 63]; }
int large(int n) { char b[70000]; b[n] = 1; return fill(b, sizeof b) + b[n]; }
int dynamic(int n) { char *b = __builtin_alloca(n); return fill(b, n); }
void rotate(point *p, int n, double angle) { for (int i = 0; i < n; i++) { point q = p[i]; p[i].x = q.x * cos(angle) - q.y * sin(angle); p[i].y = q.x * sin(angle) + q.y * cos(angle); } }
double norm(const double *v, int n) { double s = 0; for (int i = 0; i < n; i++) s += v[i] * v[i]; return sqrt(s) + pow(s, 0.5); }
void add(int *restrict a, const int *restrict b, const int *restrict c, int n) { for (int i = 0; i < n; i++) a[i] = b[i] + c[i] * 3; }
unsigned hash(const unsigned char *s) { unsigned h = 5381; while (*s) h = h * 33 ^ *s++; return h; }
item copy(const item *from, int id) { item made = *from; made.id = id; made.a = id; made.b += id; memcpy(made.name, table, sizeof made.name); return made; }
int choose(int kind, int x) { switch (kind) { case 0: return x; case 1: return x * x; case 2: return x / 7; case 3: return x % 10; case 5: return -x; case 6: return x << 3; case 9: return mine; default: return work(0, x, 1.5, kind); } }
long total(int n, ...) { __builtin_va_list list; long sum = 0; __builtin_va_start(list, n); while (n--) sum += __builtin_va_arg(list, int); __builtin_va_end(list); return sum; }
int count(int *at) { mine++; ours += mine; return __atomic_add_fetch(at, 1, __ATOMIC_SEQ_CST) + __sync_val_compare_and_swap(&shared_counter, 1, 2); }
long double wide(long double x) { return x * 3 + 1; }
unsigned long long divide(unsigned long long a, unsigned b) { return a / b + (a >> b) + __builtin_popcountll(a) + __builtin_clzll(a | 1); }
int compare(const void *a, const void *b) { const item *x = a, *y = b; return x->w[0] < y->w[0] ? -1 : x->w[0] > y->w[0]; }
int say(const char *what) { printf("%s\n", what); return optional ? optional() : printf("%d %s", (int)strlen(what), "x"); }
static int depth(const item *i, int n) { return n <= 0 ? work(i, n) : depth(i + 1, n - 1) + depth(i, n - 2); }
int deep(const item *i) { return depth(i, 9) + buffer(i->id); }
__attribute__((constructor)) static void begin(void) { common = primes[shared_counter % 6]; }
#if __SIZEOF_POINTER__ == 8
unsigned __int128 product(unsigned long a, unsigned long b) { return (unsigned __int128)a * b; }
#endif
C
  cat >h.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <errno.h>
int_fast16_t fast;
int read_all(const char *name, char *to, size_t most) { FILE *f = fopen(name, "r"); char line[128]; int n = 0; if (!f) return errno; while (fgets(line, sizeof line, f)) { strncpy(to, line, most); n += snprintf(to, most, "%s:%zu", line, strlen(line)); } fclose(f); return n; }
char *join(const char *a, const char *b) { char *to = malloc(strlen(a) + strlen(b) + 1); strcpy(to, a); strcat(to, b); return memmove(to, to + 1, strlen(to)); }
C
  cat >x.cc <<'C'
struct shape { virtual ~shape(); virtual double area() const = 0; };
struct box : shape { double w, h; box(double w, double h) : w(w), h(h) {} double area() const override; };
double box::area() const { return w * h; }
template <class T> struct counted { static int made; static T &only() { static T one{}; made++; return one; } };
template <class T> int counted<T>::made = 0;
inline int everywhere = 4;
thread_local box local(1, 2);
template <class F> int apply(F f, int n) { int s = 0; for (int i = 0; i < n; i++) s += f(i); return s; }
int may(int n) { char b[40]; for (int i = 0; i < 40; i++) b[i] = n + i; if (n > 3) throw n; return b[n]; }
int safe(const shape &s, int n) { try { return may(n) + static_cast<int>(s.area()) + counted<int>::only() + counted<long>::made; } catch (int &e) { return e + apply([&](int i) { return i * e; }, n); } catch (...) { throw; } }
const box *down(const shape *s) { return dynamic_cast<const box *>(s); }
shape *make(int n) { return n ? new box(n, everywhere) : &local; }
C
  cat >y.cc <<'C'
#if __has_include(<vector>)
#include <vector>
#include <string>
#include <stdexcept>
std::string name(std::vector<std::string> &all, unsigned at) { all.push_back("x" + std::to_string(at)); if (at > all.size()) throw std::out_of_range("at"); return all.at(at); }
#endif
C
}

one() { # OUT LABEL DRIVER SOURCE FLAG…: assembly without what names the compiler, or that it failed
  result=$1/$2.s
  driver=$3 source=$4
  shift 4
  if ! "$driver" "$@" -S "$source" -o made.s 2>said; then
    echo failed >"$result"
    return
  fi
  # the table of debug strings is in an order that follows from the name of the compiler, which is one of them
  sed -e '/^[[:space:]]*\.ident/d' -e '/^[[:space:]]*\.section[[:space:]]*\.debug_str,/,$d' -e 's/"GNU C[^"]*"/"GNU C"/' -e 's/\.LASF[0-9]*/.LASF/g' said made.s >"$result"
}

order() { # where a driver looks for headers
  "$@" -v -E - </dev/null 2>&1 | sed -n '/search starts here/,/^End of search/p'
}

searches() { # the same in every way in which that is changed
  order "$@"
  order "$@" -nostdinc
  order "$@" -nostdinc++
  order "$@" -isystem "$PWD/more" -I/usr/include
  order "$@" -idirafter "$PWD/more"
  C_INCLUDE_PATH=$PWD/more CPLUS_INCLUDE_PATH=$PWD/more order "$@"
  CPATH=$PWD/more order "$@" -iquote more
}

# Files named `flag-…` may differ: then that flag is left to the target's own compiler. All others may not.
questions_c() { # OUT
  one "$1" O0 gcc a.c -O0 -g
  one "$1" O2 gcc a.c -O2
  one "$1" O3 gcc a.c -O3 -fPIC
  one "$1" Os gcc a.c -Os -Wall
  one "$1" headers gcc h.c -O2 -Wall
  one "$1" flag-fstack-protector gcc a.c -O2 -fstack-protector-strong
  for flag in -fno-stack-protector -fstack-clash-protection -fno-pie -ffast-math; do
    one "$1" "flag$flag" gcc a.c -O2 "$flag"
  done
  searches gcc -xc >"$1/search" 2>&1
  {
    gcc -xc -O0 -E -dM - </dev/null | sort
    echo
    gcc -xassembler-with-cpp -E -dM - </dev/null | sort
  } >"$1/macros-O0" 2>&1
  gcc -xc -O2 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O2"
  gcc -O2 -E h.c 2>&1 | sed 's/^\(# .* 3\) 4$/\1/' >"$1/markers"
}

questions_cxx() { # OUT
  one "$1" O0 g++ x.cc -std=c++17 -O0 -g
  one "$1" O2 g++ x.cc -std=c++17 -O2
  one "$1" headers g++ y.cc -O2
  one "$1" flag-fno-exceptions g++ y.cc -O1 -fno-exceptions
  searches g++ -xc++ >"$1/search" 2>&1
  g++ -xc++ -O0 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O0"
  g++ -xc++ -O2 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O2"
  g++ -O2 -E y.cc 2>&1 | sed 's/^\(# .* 3\) 4$/\1/' >"$1/markers"
}

questions() { # OUT: one folder per language
  mkdir -p "$1/c" "$1/cxx" more
  questions_c "$1/c"
  ! command -v g++ >/dev/null || questions_cxx "$1/cxx"
}
