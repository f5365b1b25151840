//! The Debian package: built by its script, unpacked into a root of its own, and started from there as its unit says.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use tests::{Engine, Server, binary, free_port, wait_until, workspace};

/// Ends with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Carries out a command that must succeed; what it printed.
fn done(command: &mut Command) -> String {
    let out = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

fn is_ready(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let asked = "GET /api/v1/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let mut answer = String::new();
    stream.write_all(asked.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}

/// The values of a key of the unit.
fn said<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

/// The program as the unit starts it, but in this root: paths of the root, settings of the package, a port of its own.
fn started(root: &Path, unit: &str, port: u16, arguments: &[&str]) -> Command {
    let line = said(unit, "ExecStart")[0];
    let program = line.split(' ').next().unwrap().trim_start_matches('/');
    let mut command = Command::new(root.join(program));
    command.env_clear();
    for setting in said(unit, "Environment") {
        let (name, value) = setting.split_once('=').unwrap();
        command.env(name, root.join(value.trim_start_matches('/')));
    }
    command
        .env("CONGVAN_DATA", root.join("var/lib/congvan"))
        .env("CONGVAN_LISTEN", format!("127.0.0.1:{port}"))
        .args(arguments)
        .stdin(Stdio::null())
        .current_dir(root);
    command
}

#[test]
fn it_holds_a_service_that_starts() {
    let place = Server::prepared(Engine::Sqlite, &[], &[]);
    let folder = place.data().parent().unwrap().to_owned();
    let mut script = Command::new(workspace().join("scripts/deb"));
    // Compressing a debug build would take a minute.
    script.arg(binary()).arg(&folder).env("DPKG_DEB_COMPRESSOR_TYPE", "none");
    let package = done(&mut script);
    let root = folder.join("root");
    done(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&root));
    done(Command::new("dpkg-deb").arg("-e").arg(&package).arg(root.join("DEBIAN")));
    done(Command::new("sh").args(["-c", "md5sum --check --quiet DEBIAN/md5sums"]).current_dir(&root));
    for script in ["postinst", "prerm", "postrm"] {
        done(Command::new("sh").arg("-n").arg(root.join("DEBIAN").join(script)));
    }
    assert_eq!(done(Command::new("dpkg-deb").args(["-f", &package, "Package"])), "congvan");

    // The unit: its own user, nothing else to write to, and no line that systemd does not know.
    let unit = fs::read_to_string(root.join("usr/lib/systemd/system/congvan.service")).unwrap();
    assert_eq!(said(&unit, "User"), ["congvan"]);
    assert_eq!((said(&unit, "ProtectSystem"), said(&unit, "NoNewPrivileges")), (vec!["strict"], vec!["yes"]));
    assert_eq!(said(&unit, "ExecStart"), ["/usr/bin/congvan serve"]);
    let mut verify = Command::new("systemd-analyze");
    verify.args(["verify", "--recursive-errors=no"]).arg(format!("--root={}", root.display())).arg("congvan.service");
    match verify.output() {
        Ok(out) => {
            let told = String::from_utf8_lossy(&out.stderr).into_owned();
            assert!(!told.contains("ignoring") && !told.contains("Unknown"), "{told}");
        }
        Err(error) => println!("NOT SHOWN: the unit as systemd reads it ({error})"),
    }

    // Its settings are good, and say where the data lie.
    let settings = root.join("etc/congvan/congvan.toml");
    assert_eq!(fs::metadata(&settings).unwrap().permissions().mode() & 0o777, 0o640);
    let port = free_port();
    let checked = done(started(&root, &unit, port, &["config", "check"]).env_remove("CONGVAN_DATA"));
    assert!(checked.contains("data = /var/lib/congvan "), "{checked}");

    // As an administrator goes on from there: init, serve, stop.
    fs::write(root.join("mat-khau"), "một mật khẩu khá dài\n").unwrap();
    done(started(&root, &unit, port, &["init"]).args([
        "--agency-code=H99.1",
        "--agency-name=Ủy ban nhân dân phường Mẫu",
        "--admin-username=quantri.mau",
        "--admin-name=Nguyễn Thị Mẫu",
        "--admin-email=quantri@phuong-mau.example",
        "--admin-password-file=mat-khau",
    ]));
    let child = started(&root, &unit, port, &["serve"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut running = Running(child);
    wait_until("the service to be ready", Duration::from_secs(60), || {
        assert!(running.0.try_wait().unwrap().is_none(), "it has ended");
        is_ready(port)
    });
    done(Command::new("kill").args(["-TERM", &running.0.id().to_string()]));
    assert!(running.0.wait().unwrap().success());
}
