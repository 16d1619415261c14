module debian-go

go 1.19
