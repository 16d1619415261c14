# Read by the scripts that move programs of the build machine into a tree.

relocate() { # FOLDER, and FILE… or the loader and MACHINE/: programs look for their loader in FOLDER, and that for libraries in FOLDER/lib; same lengths, so nothing else moves
  perl -e '
    my $home = shift;
    my $machine = $ARGV[-1] =~ m{^([^/]+)/$} ? $1 : undef;
    pop @ARGV if defined $machine;
    my $put = sub { my ($old, $new, $fill) = @_; length $new <= length $old or die "no room\n"; $new . $fill x (length($old) - length $new) };
    for my $file (@ARGV) {
      open my $f, "+<:raw", $file or die;
      my $elf = do { local $/; <$f> };
      if (defined $machine) {
        # the longer one first: it holds the other; and the cache is the target'"'"'s
        for my $dir ("/usr/lib/$machine/", "/lib/$machine/") { $elf =~ s{\Q$dir\E}{$put->($dir, "$home/lib/", "/")}ge or die "no $dir\n" }
        $elf =~ s{(/etc/ld\.so\.cache)\0}{$put->($1, "/.crossbuild/no", "\0") . "\0"}e or die "no cache\n";
      } else {
        $elf =~ s{(/lib[0-9]*/ld[-a-z0-9_.]*\.so\.[0-9])\0}{$put->($1, "$home/ld.so", "\0") . "\0"}e or die "no loader\n";
      }
      seek $f, 0, 0;
      print $f $elf;
      close $f or die;
    }' "$@"
}
