"""The community's test of Jupyter kernels, with every attribute filled in.

Run by conformance_test.go, which installs the kernel under the name hourprint.
"""

import unittest

import jupyter_kernel_test as jkt


class Hourprint(jkt.KernelTests):
    kernel_name = "hourprint"
    language_name = "go"
    file_extension = ".go"
    code_hello_world = 'import "fmt"\nfmt.Println("hello, world")'
    code_stderr = 'import "os"\nos.Stderr.WriteString("a line on stderr\\n")'
    completion_samples = [
        {"text": "fmt.Printl", "matches": {"Println"}},
        {"text": "strings.ToUpp", "matches": {"ToUpper", "ToUpperSpecial"}},
    ]
    complete_code_samples = ["1+2", "func f(x int) int { return x*2 }", 'fmt.Println("x")', "fmt.Println?"]
    incomplete_code_samples = ["func f(x int) int {", "fmt.Println(", "s := `abc", "if 1 < 2 {"]
    invalid_code_samples = ["x := := 2", "func 3f() {}"]
    code_page_something = "fmt.Println?"
    code_generate_error = 'panic("boom")'
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": "[]int{1,4,9}", "result": "[1 4 9]"},
    ]
    code_display_data = [
        {"code": 'Display(display.HTML("<b>bold</b>"))', "mime": "text/html"},
        {"code": 'Display(display.Markdown("**bold**"))', "mime": "text/markdown"},
        {"code": 'Display(display.SVG(`<svg xmlns="http://www.w3.org/2000/svg"/>`))', "mime": "image/svg+xml"},
        {"code": 'Display(display.Math("e^{i\\\\pi}"))', "mime": "text/latex"},
        {"code": 'import "image"\nDisplay(display.Image(image.NewGray(image.Rect(0, 0, 2, 2))))', "mime": "image/png"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1?2*"
    code_inspect_sample = "fmt.Println"
    code_clear_output = "display.ClearOutput(false)"
    # Read by jupyter_kernel_test 0.7 and later.
    support_iopub_welcome = True


if hasattr(jkt, "IopubWelcomeTests"):

    class HourprintWelcome(jkt.IopubWelcomeTests):
        kernel_name = "hourprint"
        support_iopub_welcome = True


class Protocol(unittest.TestCase):
    """What the suite leaves out and libzmq can show."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = jkt.start_new_kernel(kernel_name="hourprint")

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel()

    def test_control_answers_kernel_info(self):
        msg = self.kc.session.msg("kernel_info_request")
        self.kc.control_channel.send(msg)
        reply = self.kc.get_control_msg(timeout=10)
        self.assertEqual(reply["msg_type"], "kernel_info_reply")
        self.assertEqual(reply["parent_header"]["msg_id"], msg["header"]["msg_id"])

    def test_welcome_is_first(self):
        client = self.km.client()
        client.start_channels(shell=False, stdin=False, hb=False, control=False)
        try:
            msg = client.get_iopub_msg(timeout=10)
            self.assertEqual(msg["msg_type"], "iopub_welcome")
            self.assertEqual(msg["content"]["subscription"], "")
        finally:
            client.stop_channels()

    def test_interrupt_keeps_state(self):
        self.assertEqual(self.kc.execute_interactive("kept := 41", output_hook=lambda m: None)["content"]["status"], "ok")
        msg_id = self.kc.execute("for { }")
        while True:
            msg = self.kc.get_iopub_msg(timeout=10)
            if msg["msg_type"] == "execute_input" and msg["parent_header"]["msg_id"] == msg_id:
                break
        self.km.interrupt_kernel()
        reply = self.kc._recv_reply(msg_id, timeout=10)
        self.assertEqual(reply["content"]["status"], "error")
        seen = []
        reply = self.kc.execute_interactive("kept + 1", output_hook=seen.append, timeout=10)
        self.assertEqual(reply["content"]["status"], "ok")
        results = [m["content"]["data"]["text/plain"] for m in seen if m["msg_type"] == "execute_result"]
        self.assertEqual(results, ["42"])

    def test_heartbeat(self):
        self.assertTrue(self.kc.hb_channel.is_beating())

    def test_restart(self):
        before = self.km.provisioner.pid
        self.km.restart_kernel(now=False)
        self.kc.wait_for_ready(timeout=30)
        self.assertNotEqual(self.km.provisioner.pid, before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
