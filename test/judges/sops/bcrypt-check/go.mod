module rackwright.dev/judges/bcrypt-check

go 1.26.8

require golang.org/x/crypto v0.47.0
