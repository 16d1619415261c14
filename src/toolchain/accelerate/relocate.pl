# Writes other paths into programs, so that they run in a tree: no longer than the old ones, so that nothing else moves.
#   relocate.pl FOLDER FILE…           programs look for their loader at FOLDER/ld.so
#   relocate.pl FOLDER LOADER MACHINE/ the loader looks for libraries in FOLDER/lib instead of the machine's folders
# A file that has none of what is to be replaced is an error.
use strict;

# the new text, with what fills the rest
sub padded {
    my ($old, $new, $fill) = @_;
    length $new <= length $old or die "no room\n";
    return $new . $fill x (length($old) - length $new);
}

my $home = shift;
my $machine = @ARGV && $ARGV[-1] =~ m{^([^/]+)/$} ? $1 : undef;
pop @ARGV if defined $machine;
for my $file (@ARGV) {
    open my $f, "+<:raw", $file or die "$file: $!\n";
    my $elf = do { local $/; <$f> };
    if (defined $machine) {
        # the longer one first: it holds the other; and the cache is the target's
        for my $dir ("/usr/lib/$machine/", "/lib/$machine/") {
            $elf =~ s{\Q$dir\E}{padded($dir, "$home/lib/", "/")}ge or die "no $dir\n";
        }
        $elf =~ s{(/etc/ld\.so\.cache)\0}{padded($1, "/.crossbuild/no", "\0") . "\0"}e or die "no cache\n";
    } else {
        $elf =~ s{(/lib[0-9]*/ld[-a-z0-9_.]*\.so\.[0-9])\0}{padded($1, "$home/ld.so", "\0") . "\0"}e or die "no loader\n";
    }
    seek $f, 0, 0;
    print $f $elf;
    close $f or die "$file: $!\n";
}
