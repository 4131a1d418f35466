//! The dashboard through a real SSH server on this machine, and what is left of it when the line is cut.
//!
//! Needs `sshd` and `ssh`: `.ci/run` installs them and runs this by name; `cargo test` alone leaves it out.

use std::fmt::Write as _;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::pty::{DEADLINE, LEAVING, Session, find, is_gone, small};
use super::{PROGRAM, folder};

/// The server, with keys and a port of its own.
struct Server {
    process: Child,
    port: u16,
    key: String,
}

impl Server {
    fn start() -> Self {
        let folder = folder("ssh");
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        for name in ["host", "user"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f", &path(name)])
                .status();
            assert!(made.unwrap().success());
        }
        fs::copy(path("user.pub"), path("authorized")).unwrap();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let (host, authorized) = (path("host"), path("authorized"));
        let settings = [
            ("ListenAddress", "127.0.0.1"),
            ("Port", &port.to_string()),
            ("HostKey", &host),
            ("AuthorizedKeysFile", &authorized),
            ("PidFile", "none"),
            ("StrictModes", "no"),
            ("UsePAM", "no"),
            ("PermitRootLogin", "prohibit-password"),
            ("PasswordAuthentication", "no"),
            ("SetEnv", "LANG=C.UTF-8"),
        ];
        let mut text = String::new();
        for (name, value) in settings {
            writeln!(text, "{name} {value}").unwrap();
        }
        fs::write(path("settings"), text).unwrap();
        let process = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f", &path("settings")])
            .stderr(fs::File::create(path("said")).unwrap())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self {
            process,
            port,
            key: path("user"),
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let said = fs::read_to_string(path("said")).unwrap_or_default();
            assert!(start.elapsed() < DEADLINE, "no server: {said}");
            thread::sleep(Duration::from_millis(10));
        }
        server
    }

    /// Opens the dashboard at the other end; gives the process that it is there.
    fn open(&self, term: &str) -> (Session, u32) {
        let mut command = CommandBuilder::new("ssh");
        let (port, key) = (self.port.to_string(), self.key.as_str());
        command.args(["-tt", "-F", "none", "-p", &port, "-i", key]);
        for option in [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "LogLevel=ERROR",
        ] {
            command.args(["-o", option]);
        }
        let run = format!(
            "export XDG_STATE_HOME=/dev/null; echo \"process $$.\"; exec '{PROGRAM}' --no-config '{}'",
            small()
        );
        command.args(["127.0.0.1", &run]);
        command.env("TERM", term);
        let session = Session::spawn(command, (80, 24));
        session.wait_for("31 Jan 2021");
        let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
        let (_, id) = bytes.split_once("process ").unwrap();
        let (id, _) = id.split_once('.').unwrap();
        (session, id.parse().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The processes whose session was led by one, which may be gone.
fn left_of(leader: u32) -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let stats =
        processes.filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
    stats
        .filter(|stat| {
            // Behind the name: state, parent, group, session.
            let (_, behind) = stat.rsplit_once(") ").unwrap_or_default();
            let mut fields = behind.split(' ');
            fields.next() != Some("Z") && fields.nth(2) == Some(&leader.to_string())
        })
        .collect()
}

fn parent_of(process: u32) -> u32 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"));
    line.unwrap().trim().parse().unwrap()
}

#[test]
#[ignore = "needs an SSH server; .ci/run installs one and runs this"]
fn over_ssh_it_works_and_is_gone_with_the_line() {
    assert!(Path::new("/usr/sbin/sshd").exists(), "no SSH server");
    let server = Server::start();
    for term in ["xterm-256color", "vt100", "linux"] {
        let (mut session, _) = server.open(term);
        session.press("\x1b[D");
        session.wait_for("30 Jan 2021");
        session.resize(100, 30);
        session.wait_for("A small scenario");
        session.press("q");
        assert_eq!(session.leaves_within(DEADLINE), 0, "{term}");
        session.is_restored();

        let (mut session, dashboard) = server.open(term);
        session.signal_to(dashboard, Signal::TERM);
        assert_eq!(session.leaves_within(DEADLINE), 143, "{term}");
        session.is_restored();

        // The connection is cut in the middle of frames: at this end, and at the other.
        for is_cut_here in [true, false] {
            let (mut session, dashboard) = server.open(term);
            let before = session.bytes().len();
            session.press(&"\x0c".repeat(20));
            session.wait_until("frames", |seen| seen.bytes.len() > before);
            let end = parent_of(dashboard);
            let start = Instant::now();
            if is_cut_here {
                session.signal(Signal::KILL);
            } else {
                session.signal_to(end, Signal::KILL);
            }
            while !is_gone(dashboard) {
                let waited = start.elapsed();
                assert!(waited < LEAVING, "{term}: still there after {waited:?}");
                thread::sleep(Duration::from_millis(2));
            }
            assert_eq!(left_of(dashboard), Vec::<String>::new(), "{term}");
            let _ = session.child.wait();
        }
        // A half of a key, and nothing more, when the line is cut.
        let (mut session, dashboard) = server.open(term);
        session.press("\x1b[");
        session.signal(Signal::KILL);
        session.wait_until("the end", |_| is_gone(dashboard));
        assert!(find(&session.bytes(), b"\x1b[?1049h").is_some());
    }
}
