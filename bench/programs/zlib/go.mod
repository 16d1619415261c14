module zlib

go 1.24
