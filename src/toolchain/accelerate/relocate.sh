# Read by the scripts that move programs of the build machine into a tree.

relocate() { # FOLDER, and FILE… or the loader and MACHINE/: programs look for their loader in FOLDER, and that for libraries in FOLDER/lib; same lengths, so nothing else moves
  perl "$kit/relocate.pl" "$@"
}
