package server

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// root returns the Jupyter data folder that the options ask for.
func (o *SpecOptions) root() (string, error) {
	asked := 0
	for _, set := range []bool{o.User, o.Prefix != "", o.SysPrefix} {
		if set {
			asked++
		}
	}
	if asked > 1 {
		return "", errors.New("kernelspec: one of user, prefix and sys-prefix, not several")
	}
	prefix := o.Prefix
	if o.SysPrefix {
		var err error
		if prefix, err = sysPrefix(); err != nil {
			return "", err
		}
	}
	if prefix != "" {
		return filepath.Join(prefix, "share", "jupyter"), nil
	}
	return DataFolder()
}

// DataFolder returns the user's Jupyter data folder, where kernelspecs and the
// kernel's history are kept: JUPYTER_DATA_DIR, or what Jupyter takes on each
// system.
func DataFolder() (string, error) {
	return dataFolder(runtime.GOOS)
}

// dataFolder is DataFolder for an operating system (jupyter_core.paths).
func dataFolder(system string) (string, error) {
	if dir := os.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return dir, nil
	}
	if appData := os.Getenv("APPDATA"); system == "windows" && appData != "" {
		return filepath.Join(appData, "jupyter"), nil
	}
	if data := os.Getenv("XDG_DATA_HOME"); system != "windows" && system != "darwin" && data != "" {
		return filepath.Join(data, "jupyter"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("Jupyter data folder: %w", err)
	}
	switch system {
	case "windows":
		return filepath.Join(home, ".jupyter", "data"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Jupyter"), nil
	}
	return filepath.Join(home, ".local", "share", "jupyter"), nil
}

// sysPrefix returns the prefix of the active Python environment: that of a
// virtual environment or of conda, or what the Python on the path says.
func sysPrefix() (string, error) {
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if prefix := os.Getenv(name); prefix != "" {
			return prefix, nil
		}
	}
	var failed error
	for _, python := range []string{"python3", "python"} {
		out, err := exec.Command(python, "-c", "import sys; print(sys.prefix)").Output()
		if prefix := strings.TrimSpace(string(out)); err == nil && prefix != "" {
			return prefix, nil
		}
		failed = errors.Join(failed, err)
	}
	return "", fmt.Errorf("sys-prefix: no Python environment is active and no Python answers: %w", failed)
}
