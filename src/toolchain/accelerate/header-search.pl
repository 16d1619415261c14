# Makes a cross cc1 look for headers where the target's own cc1 does, by its table of directories (gcc's cppdefault.cc).
#   header-search.pl CC1 TRIPLE MULTIARCH VERSION
# A table that is not as expected is an error; the file is then left as it was.
use strict;

my ($file, $triple, $multiarch, $version) = @ARGV;
open my $f, "+<:raw", $file or die "$file: $!\n";
my $elf = do { local $/; <$f> };
unpack("x4 C C", $elf) == 2 && unpack("x5 C", $elf) == 1 or die "not 64 bits, little endian\n";

# segments that are loaded: where they are in the file, in memory, and how long
my ($at, $size, $count) = unpack("x32 Q< x14 S< S<", $elf);
my @headers = map { substr($elf, $at + $size * $_, $size) } 0 .. $count - 1;
my @loads = map { [unpack("x8 Q< Q< x8 Q<", $_)] } grep { unpack("L<", $_) == 1 } @headers;

sub offset_of {
    my $address = shift;
    for (@loads) { return $address - $_->[1] + $_->[0] if $address >= $_->[1] && $address < $_->[1] + $_->[2] }
    return -1;
}

sub address_of {
    my $offset = shift;
    for (@loads) { return $offset - $_->[0] + $_->[1] if $offset >= $_->[0] && $offset < $_->[0] + $_->[2] }
    return 0;
}

sub text_at {
    my $offset = offset_of(shift);
    return $offset < 0 ? "" : substr($elf, $offset, index($elf, "\0", $offset) - $offset);
}

my $home = "/usr/lib/gcc-cross/$triple/$version";
my $first = index($elf, "\0$home/../../../../$triple/include/c++/$version\0") + 1 or die "no directory for C++\n";
my $start = index($elf, pack("Q<", address_of($first)));
$start > 0 or die "no table\n";

# rows: name, component, C++, extern C, sysroot, multilib
my @rows;
for (my $o = $start ; ; $o += 24) {
    my @row = unpack("Q< Q< C4 a4", substr($elf, $o, 24));
    last unless $row[0];
    push @rows, \@row;
    @rows < 20 or die "no end\n";
}

# a cross cc1 has no /usr/local/include of its own; the place comes from the row of /usr/<triple>/include, which a script minds
my ($local) = grep { text_at($rows[$_][0]) eq "/usr/local/include" } 0 .. $#rows;
my ($spare) = grep { text_at($rows[$_][0]) eq "$home/../../../../$triple/include" } 0 .. $#rows;
defined $local && defined $spare && $spare > $local or die "another table\n";
if (1 == grep { text_at($_->[0]) eq "/usr/local/include" } @rows) {
    $rows[$local][5] == 2 or die "another table\n";
    splice @rows, $spare, 1;
    my @row = @{ $rows[$local] };
    $row[5] = 0;
    splice @rows, $local + 1, 0, \@row;
}

# Arm has one library directory, named "."; the target cc1 resolves such a path, ours would show it
if ($triple =~ /^arm-/) {
    $_->[5] != 1 or $_->[5] = 0 for @rows;
}

my %done;
for (@rows) {
    my $old = text_at($_->[0]);
    next if $old !~ m{^\Q$home\E/} || $done{ $_->[0] }++;
    (my $new = $old) =~ s{^\Q$home\E/}{/usr/lib/gcc/$triple/$version/};
    $new =~ s{^.*/\Q$triple\E/include/c\+\+/\Q$version\E/\Q$triple\E$}{/usr/include/$multiarch/c++/$version}
        or $new =~ s{^.*/\Q$triple\E/((?:include|libc\+\+_include)/c\+\+/)}{/usr/$1};
    length $new <= length $old or die "search path grew\n";
    substr($elf, offset_of($_->[0]), length $old) = $new . "\0" x (length($old) - length $new);
}
substr($elf, $start, 24 * @rows) = join "", map { pack("Q< Q< C4 a4", @$_) } @rows;
seek $f, 0, 0;
print $f $elf;
close $f or die "$file: $!\n";
