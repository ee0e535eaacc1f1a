"""Starts the kernel as front-ends do, and interrupts, restarts and leaves it.

Prints a line for each thing that went well; an assertion ends it.
"""

import os
import signal
import subprocess
import sys
import time

from jupyter_client.manager import KernelManager, start_new_kernel


def run(client, code, timeout=20):
    """Runs a cell; returns its reply and its value as text."""
    values = []

    def output(message):
        if message["msg_type"] == "execute_result":
            values.append(message["content"]["data"]["text/plain"])

    reply = client.execute_interactive(code, timeout=timeout, output_hook=output, store_history=True)
    return reply["content"], "".join(values)


def started(client, code):
    """Sends a cell, waits until it says that it runs, and returns its request."""
    request = client.execute(code)
    while True:
        message = client.get_iopub_msg(timeout=20)
        if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
            return request


def reply_to(client, request, timeout):
    while True:
        message = client.get_shell_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]


def interrupted(manager, client, code, within):
    """Interrupts a running cell; it must be answered in so many seconds."""
    request = started(client, code)
    began = time.monotonic()
    manager.interrupt_kernel()
    content = reply_to(client, request, within)
    took = time.monotonic() - began
    assert content["status"] == "error", content
    return content, took


def interrupts(manager, client):
    content, took = interrupted(manager, client, 'kept := 42\nfmt.Println("runs")\nfor {\n}', 2)
    assert content["ename"] == "Interrupt", content
    reply, value = run(client, "kept + 1")
    assert value == "43", (reply, value)
    return took


def main():
    manager, client = start_new_kernel(kernel_name="hourprint")
    run(client, 'import ("fmt"; "sync"; "time")')
    mode = manager.kernel_spec.interrupt_mode
    for manager.kernel_spec.interrupt_mode, name in (("signal", "a signal"), ("message", "a message")):
        took = interrupts(manager, client)
        print(f"interrupted by {name}, state kept ({1000 * took:.0f} ms)")
    manager.kernel_spec.interrupt_mode = mode

    for blocked in ("time.Sleep(time.Hour)", "<-make(chan int)", "var m sync.Mutex\nm.Lock()\nm.Lock()"):
        content, took = interrupted(manager, client, 'fmt.Println("runs")\n' + blocked, 10)
        value = run(client, "kept")[1]
        assert value == "42", (blocked, value)
        print(f"blocked cell given back ({took:.1f} s): {content['ename']}: {content['evalue']}")

    manager.restart_kernel()
    client.wait_for_ready(timeout=20)
    reply, value = run(client, "kept")
    assert reply["status"] == "error" and "undefined: kept" in reply["evalue"], reply
    reply, value = run(client, "2 + 2")
    assert value == "4" and reply["execution_count"] == 2, (reply, value)
    print("restarted, state gone")

    manager.shutdown_kernel()
    assert not manager.is_alive()
    client.stop_channels()
    print("exit code says nothing is left")


def parent():
    """A front-end that starts a kernel, says its process id, and is killed."""
    manager = KernelManager(kernel_name="hourprint")
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=20)
    print(manager.provisioner.pid, flush=True)
    time.sleep(600)


def orphan():
    front_end = subprocess.Popen([sys.executable, __file__, "parent"], stdout=subprocess.PIPE, text=True)
    kernel = int(front_end.stdout.readline())
    os.kill(kernel, 0)
    front_end.send_signal(signal.SIGKILL)
    front_end.wait()
    for _ in range(100):
        try:
            os.kill(kernel, 0)
        except ProcessLookupError:
            print("orphan ended")
            return
        time.sleep(0.1)
    os.kill(kernel, signal.SIGKILL)
    sys.exit("the kernel outlives its front-end")


if __name__ == "__main__":
    if sys.argv[1:] == ["parent"]:
        parent()
    else:
        main()
        orphan()
