package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/hourprint/hourprint/kernel/server"
)

// installCommand registers the Jupyter kernel.
type installCommand struct {
	User      bool   `xor:"place" help:"For this user. The default."`
	Prefix    string `xor:"place" placeholder:"DIR" help:"In DIR/share/jupyter."`
	SysPrefix bool   `xor:"place" help:"In the active Python environment (virtualenv, conda)."`
	Name      string `default:"hourprint" placeholder:"NAME" help:"Name by which notebooks ask for the kernel; gophernotes serves notebooks made for that. Default: hourprint."`
	Force     bool   `help:"Replace a kernel of the same name that something else installed."`
}

// Run writes the kernelspec and says where.
func (c *installCommand) Run(term terminal) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if strings.Contains(filepath.ToSlash(program), "/go-build") {
		return errors.New("this program was built by \"go run\" and will be gone: install it first (go install ./kernel/hourprint), then run hourprint install")
	}
	folder, err := server.Install(server.SpecOptions{
		User: c.User, Prefix: c.Prefix, SysPrefix: c.SysPrefix,
		Name: c.Name, Executable: program, Version: version(), Force: c.Force,
	})
	if errors.Is(err, server.ErrForeign) {
		return fmt.Errorf("%w; --force replaces it", err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(term.out, "installed %s\nIt is \"Go (Hourprint)\" in Jupyter's list of kernels.\n", folder)
	return err
}

// version is that of the build; "devel" for one from a working copy.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
