//! `congvan init`: makes a real installation, once.

use std::{
    fs,
    io::{BufRead, IsTerminal, Write},
    path::Path,
};

use office::setup::{self, NewInstallation, SetupError};

use crate::{backup, certificate::SelfSigned, cli::Wishes, failure::Failure, page, settings::Settings, wiring};

/// Letters and digits that nobody takes for one another; 32 of them, so that each carries five bits.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
const GENERATED: usize = 20;

/// Makes the data folder, a signing key, the database's tables, the agency and its administrator.
pub async fn init(settings: &Settings, wishes: Wishes) -> Result<(), Failure> {
    // Before anything is written, and anybody asked.
    let certificate = wishes.self_signed.then(|| SelfSigned::make(settings, &wishes.names)).transpose()?;
    let (new, generated) = gather(wishes, &mut Terminal)?;
    wiring::make_data_folder(settings)?;
    let db = wiring::open(settings).await?;
    backup::migrate(settings, &db).await?;
    let standing = setup::standing(&db).await?;
    if standing != setup::Standing::Empty {
        return Err(SetupError::Exists(standing).into());
    }
    let key = wiring::make_key(settings)?;
    setup::set_up(&db, &new, chrono::Utc::now()).await?;

    page::say(&format!(
        "Đã tạo cơ quan / The agency was made: {} ({})",
        new.agency_name.trim(),
        new.agency_code.trim()
    ));
    page::say(&format!("  Quản trị viên / administrator: {}", new.username.trim()));
    if generated {
        page::say(&format!("  Mật khẩu (chỉ hiện một lần) / password (shown once): {}", new.password));
    }
    if let Some(key) = key {
        page::say(&format!("  Khóa ký / signing key: {}", key.display()));
    }
    if let Some(certificate) = certificate {
        // The office stands; `congvan certificate new` makes one later, too.
        certificate.write()?;
    }
    page::say("Tiếp theo / Next:  congvan serve");
    Ok(())
}

/// Where answers come from.
trait Asked {
    /// Whether anybody is there to ask.
    fn is_there(&self) -> bool;
    /// Asks.
    fn ask(&mut self, question: &str) -> Result<String, Failure>;
}

struct Terminal;

impl Asked for Terminal {
    fn is_there(&self) -> bool {
        std::io::stdin().is_terminal()
    }

    fn ask(&mut self, question: &str) -> Result<String, Failure> {
        let mut out = std::io::stdout().lock();
        let _ = write!(out, "{question}: ");
        let _ = out.flush();
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line).map_err(|error| Failure::new(error.to_string()))?;
        if read == 0 { Err(Failure::said("Đã dừng.", "Stopped.")) } else { Ok(line.trim().to_owned()) }
    }
}

/// What is wished, with what was asked for; and whether the password was made here.
fn gather(wishes: Wishes, asked: &mut impl Asked) -> Result<(NewInstallation, bool), Failure> {
    let questions = [
        (wishes.agency_code, "--agency-code", "Mã định danh cơ quan / Agency code"),
        (wishes.agency_name, "--agency-name", "Tên cơ quan / Agency name"),
        (wishes.admin_username, "--admin-username", "Tên đăng nhập của quản trị viên / Administrator's username"),
        (wishes.admin_name, "--admin-name", "Họ và tên quản trị viên / Administrator's name"),
        (wishes.admin_email, "--admin-email", "Thư điện tử của quản trị viên / Administrator's e-mail"),
    ];
    let missing: Vec<&str> = questions.iter().filter(|(given, ..)| given.is_none()).map(|(_, flag, _)| *flag).collect();
    if !missing.is_empty() && !asked.is_there() {
        let missing = missing.join(", ");
        return Err(Failure::said(&format!("Thiếu: {missing}"), &format!("Missing: {missing}")));
    }
    let mut answers = Vec::new();
    for (given, _, question) in questions {
        answers.push(match given {
            Some(given) => given,
            None => asked.ask(question)?,
        });
    }
    let mut answers = answers.into_iter();
    let mut next = || answers.next().unwrap_or_default();
    let (agency_code, agency_name, username, name, email) = (next(), next(), next(), next(), next());
    let (password, generated) = match wishes.admin_password_file {
        Some(file) => (first_line(&file)?, false),
        None => (password()?, true),
    };
    Ok((NewInstallation { agency_code, agency_name, username, name, email, password }, generated))
}

fn first_line(file: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// A password of a hundred random bits.
fn password() -> Result<String, Failure> {
    let mut bytes = [0_u8; GENERATED];
    getrandom::fill(&mut bytes).map_err(|error| Failure::new(format!("getrandom: {error}")))?;
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from);
    Ok(bytes.iter().filter_map(letter).collect())
}

#[cfg(test)]
mod tests {
    use std::{collections::VecDeque, ffi::OsString};

    use super::*;
    use crate::settings::{Read, Sources};

    struct Script(Option<VecDeque<&'static str>>);

    impl Asked for Script {
        fn is_there(&self) -> bool {
            self.0.is_some()
        }
        fn ask(&mut self, _: &str) -> Result<String, Failure> {
            Ok(self.0.as_mut().unwrap().pop_front().unwrap().to_owned())
        }
    }

    fn wishes() -> Wishes {
        let some = |text: &str| Some(text.to_owned());
        Wishes {
            agency_code: some("H99.1"),
            agency_name: some("Ủy ban nhân dân phường Mẫu"),
            admin_username: some("admin"),
            admin_name: some("Nguyễn Thị Mẫu"),
            admin_email: some("admin@phuong-mau.example"),
            admin_password_file: None,
            self_signed: false,
            names: Vec::new(),
        }
    }

    #[test]
    fn what_is_missing_is_asked_for_or_named() {
        let some = Wishes { agency_name: None, admin_email: None, ..wishes() };
        let refused = gather(Wishes { agency_name: None, ..wishes() }, &mut Script(None)).unwrap_err();
        assert!(refused.to_string().contains("--agency-name"), "{refused}");
        let mut answers = Script(Some(["UBND phường Mẫu", "a@b.example"].into()));
        let (new, generated) = gather(some, &mut answers).unwrap();
        assert_eq!((new.agency_name.as_str(), new.email.as_str()), ("UBND phường Mẫu", "a@b.example"));
        assert!(generated && new.password.len() == GENERATED);
        assert_ne!(new.password, password().unwrap());
    }

    #[test]
    fn the_alphabet_has_no_letter_twice() {
        let mut letters = ALPHABET.to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), ALPHABET.len());
    }

    #[tokio::test]
    async fn an_installation_is_made_once_and_only_its_owner_reads_its_key() {
        let data = std::env::temp_dir().join(format!("congvan-init-{}", uuid::Uuid::now_v7()));
        let variables = [(OsString::from("CONGVAN_DATA"), OsString::from(&data))];
        let settings = Read::from(&Sources::find(None, variables.into_iter())).settings.unwrap();
        assert!(wiring::nothing_is_there(&settings, &Sources::default()));

        init(&settings, wishes()).await.unwrap();
        assert!(!wiring::nothing_is_there(&settings, &Sources::default()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            let key = fs::read_dir(wiring::keys_folder(&settings)).unwrap().next().unwrap().unwrap().path();
            assert_eq!((mode(&data), mode(&key)), (0o700, 0o600));
        }
        let before = fs::read_dir(wiring::keys_folder(&settings)).unwrap().count();
        let again = init(&settings, Wishes { admin_username: Some("khac".to_owned()), ..wishes() }).await;
        assert!(again.is_err());
        assert_eq!(fs::read_dir(wiring::keys_folder(&settings)).unwrap().count(), before);
        fs::remove_dir_all(data).unwrap();
    }
}
