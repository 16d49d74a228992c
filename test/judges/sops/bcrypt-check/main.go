// bcrypt-check tells whether lines of "<hash> <password>" on standard input belong together: "true" or "false" a line.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		hash, password, _ := strings.Cut(lines.Text(), " ")
		fmt.Println(bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil)
	}
}
