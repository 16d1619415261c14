# Makes copies of dpkg that answer with another architecture, which is a constant in it.
#   dpkg-names.pl DPKG FOLDER OWN NAME…   FOLDER/NAME/dpkg for each NAME that has room
# Makes none where the constant is not there exactly once: then it is not known which one it is.
use strict;

my ($file, $folder, $own, @names) = @ARGV;
open my $f, "<:raw", $file or die "$file: $!\n";
my $elf = do { local $/; <$f> };
my $times = () = $elf =~ /\0\Q$own\E\0/g;
exit if $times != 1;
for my $name (grep { length $_ <= length $own && $_ ne $own } @names) {
    my $fill = "\0" x (length($own) - length $name);
    (my $other = $elf) =~ s/\0\Q$own\E\0/\0$name$fill\0/;
    # as `dpkg --version` has it
    $other =~ s/ \(\Q$own\E\)\0/ ($name)$fill\0/;
    mkdir "$folder/$name";
    open my $to, ">:raw", "$folder/$name/dpkg" or die "$folder/$name/dpkg: $!\n";
    print $to $other;
    close $to or die "$folder/$name/dpkg: $!\n";
    chmod 0755, "$folder/$name/dpkg";
}
