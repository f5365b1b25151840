//! `congvan admin`: what must work without the API, for whoever has the machine: an administrator when nobody can sign in any more.

use office::{
    domain::{
        Label, Username,
        organisation::{CreatePerson, OrganisationCommand, Role},
    },
    organisation::by_hand,
};

use crate::{cli::AdminCommand, failure::Failure, page, settings::Settings, wiring};

/// Carries out one of them.
pub async fn run(settings: &Settings, command: AdminCommand) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let now = chrono::Utc::now();
    match command {
        AdminCommand::Create { username, name, agency, system } => {
            let agency = wiring::agency(&db, agency.as_deref()).await?;
            let wrong = |field: &str, fault: office::domain::InputFault| {
                let words = fault.words();
                Failure::said(&format!("{field}: {}", words.vi), &format!("{field}: {}", words.en))
            };
            let username = Username::new(&username).map_err(|fault| wrong("username", fault))?;
            let mut roles = vec![Role::Administrator];
            roles.extend(system.then_some(Role::SystemAdministrator));
            let new = CreatePerson {
                name: Label::new(&name).map_err(|fault| wrong("name", fault))?,
                title: Label::new("Quản trị").map_err(|fault| wrong("title", fault))?,
                email: None,
                from: None,
                positions: Vec::new(),
                roles,
                username: username.clone(),
            };
            by_hand::change(&db, agency.id, OrganisationCommand::CreatePerson(new), now).await?;
            let password = by_hand::reset_password(&db, username.as_str(), now).await?;
            page::say(&format!("Đã tạo quản trị viên / The administrator was made: {}", username.as_str()));
            page::say(&format!("  Mật khẩu (chỉ hiện một lần) / password (shown once): {password}"));
        }
        AdminCommand::ResetPassword { username } => {
            let password = by_hand::reset_password(&db, &username, now).await.map_err(|e| unknown(&username, e))?;
            page::say(&format!("Mật khẩu mới (chỉ hiện một lần) / New password (shown once): {password}"));
        }
        AdminCommand::ResetSecondFactor { username, email } => {
            let whose = email.or(username).unwrap_or_default();
            by_hand::reset_second_factor(&db, &whose, now).await.map_err(|e| unknown(&whose, e))?;
            page::say("Đã gỡ lớp xác thực thứ hai. / The second factor was ended.");
        }
        AdminCommand::EndSessions { username } => {
            let ended = by_hand::end_sessions(&db, &username, now).await.map_err(|e| unknown(&username, e))?;
            page::say(&format!("Đã kết thúc {ended} phiên. / {ended} sessions were ended."));
        }
    }
    Ok(())
}

fn unknown(username: &str, error: office::OfficeError) -> Failure {
    match error {
        office::OfficeError::NotFound if username.contains('@') => Failure::said(
            &format!("Không có ai, hoặc có nhiều người, dùng địa chỉ “{username}”; hãy dùng tên đăng nhập."),
            &format!("Nobody has the address “{username}”, or several do; use the user name."),
        ),
        office::OfficeError::NotFound => Failure::said(
            &format!("Không có ai mang tên đăng nhập “{username}”."),
            &format!("Nobody has the user name “{username}”."),
        ),
        office::OfficeError::SecondFactor(_) => {
            Failure::said("Người này chưa có lớp xác thực thứ hai.", "This person has no second factor.")
        }
        other => other.into(),
    }
}
