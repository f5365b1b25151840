//! `congvan backup` and `congvan restore`: an office into one file, and out of it into an empty place.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, Utc};
use office::backup::{self, BackupError, Manifest, Saving};
use store::Db;

use crate::{failure::Failure, page, settings::Settings, wiring};

/// Saves the office, also while a server works on it.
pub async fn backup(settings: &Settings, file: Option<PathBuf>) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let now = Utc::now();
    let to = match file {
        Some(file) => file,
        None => wiring::make_backups_folder(settings)?.join(file_name("congvan", now)),
    };
    let blobs = wiring::blobs(settings)?;
    let manifest = backup::save(&db, Some(blobs), saving(to.clone(), now)).await.map_err(said)?;
    let (rows, files, to) = (manifest.all_rows(), manifest.files().count(), to.display());
    page::say(&format!("Đã sao lưu / Saved: {to} ({rows} dòng/rows, {files} tệp/files)"));
    page::say(
        "Không có thư mục keys/ trong đó; hãy giữ một bản riêng, ở nơi khác. / The folder keys/ is not in it; keep a copy of \
         that apart, elsewhere.",
    );
    Ok(())
}

/// Restores an archive into an empty database and an empty folder of files; with `dry_run` only checks it.
pub async fn restore(settings: &Settings, file: &Path, dry_run: bool) -> Result<(), Failure> {
    let from = file.to_owned();
    let checked = tokio::task::spawn_blocking(move || backup::check(&from)).await;
    let manifest = checked.map_err(|error| Failure::new(error.to_string()))?.map_err(said)?;
    page::say(&described(&manifest));
    if dry_run {
        return Ok(());
    }
    wiring::make_data_folder(settings)?;
    let lock = only_one(settings)?;
    let db = wiring::open(settings).await?;
    let blobs = wiring::blobs(settings)?;
    let applied = backup::restore(&db, &blobs, file, &manifest, Utc::now()).await.map_err(said)?;
    if !applied.is_empty() {
        page::say(&format!("Đã cập nhật cấu trúc / Migrations applied: {}", applied.join(", ")));
    }
    drop(lock);
    page::say("Đã phục hồi. Mọi người đăng nhập lại. / Restored. Everybody signs in anew.");
    page::say(
        "Khóa của hệ thống khác và liên kết đăng nhập đã kết thúc sau lúc sao lưu nay có hiệu lực trở lại: hãy rà soát. / Keys of other \
         systems and sign-in links that were ended after the backup hold again: please look through them.",
    );
    let missing = backup::missing_files(&db, &blobs).await.map_err(said)?;
    if let Some(first) = missing.first() {
        let count = missing.len();
        page::complain(&format!(
            "Lưu ý / Note: files/ thiếu {count} tệp mà dữ liệu nhắc đến, như / lacks {count} files that rows name, such as: {first}"
        ));
    }
    keys(settings);
    page::say("Tiếp theo / Next:  congvan audit verify, congvan serve");
    Ok(())
}

/// Held while a restore puts files into this data folder: of two at once one would take away what the other has put there.
fn only_one(settings: &Settings) -> Result<File, Failure> {
    let path = settings.data.join(".restore.lock");
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    let lock = File::options().create(true).append(true).open(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Failure::said(
            "Một lần phục hồi khác đang chạy trên thư mục dữ liệu này. Không có gì bị thay đổi.",
            "Another restore is at work in this data folder. Nothing was changed.",
        )),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Applies pending migrations. Where the database holds rows, they are saved first: there is no other way back. Nobody writes
/// between that and the end of the migrations, so that nothing is lost on that way.
pub async fn migrate(settings: &Settings, db: &Db) -> Result<Vec<String>, Failure> {
    let (place, kept) = (settings.clone(), Arc::new(OnceLock::new()));
    let saved = Arc::clone(&kept);
    let migrated = db
        .migrate_after(move |conn, next| {
            let now = Utc::now();
            let version = next.split('_').next().unwrap_or_default().trim_start_matches('0');
            let to = wiring::make_backups_folder(&place)?.join(file_name(&format!("before-{version}"), now));
            let manifest = backup::save_rows(conn, &saving(to.clone(), now)).map_err(said).map_err(|failure| {
                let why = Failure::said(
                    "Không lưu được dữ liệu trước khi cập nhật cấu trúc, nên không cập nhật.",
                    "The rows could not be saved before the migration, so nothing was migrated.",
                );
                Failure::new(format!("{why}\n{failure}"))
            })?;
            page::say(&format!(
                "Đã lưu dữ liệu trước khi cập nhật cấu trúc / Rows saved before the migration: {} ({} dòng/rows)",
                to.display(),
                manifest.all_rows()
            ));
            drop(saved.set(to));
            Ok::<_, Failure>(())
        })
        .await;
    // A migration is made whole or not at all: where it was not, what was saved is still there, and whoever is started again and
    // again must not fill the disk with it.
    if let (Err(_), Some(to)) = (&migrated, kept.get()) {
        drop(std::fs::remove_file(to));
    }
    migrated
}

/// Says which keys are to be put back.
fn keys(settings: &Settings) {
    let folder = wiring::keys_folder(settings);
    if !wiring::has_signing_key(settings) {
        page::complain(&format!(
            "Lưu ý: chưa có khóa ký trong {0}; chép lại bản đã giữ, hoặc chạy `congvan keys rotate`.\n\
             Note: there is no signing key in {0}; put back the ones that you kept, or run `congvan keys rotate`.",
            folder.display()
        ));
    }
    if !folder.join("secrets.key").exists() {
        page::complain(&format!(
            "Lưu ý: chưa có {0}; chép lại TRƯỚC khi chạy máy chủ. Nếu đã mất, lớp xác thực thứ hai của từng người phải được gỡ \
             (`congvan admin reset-second-factor`).\n\
             Note: {0} is not there; put it back BEFORE the server runs. Where it is lost, everyone's second factor has to be \
             ended (`congvan admin reset-second-factor`).",
            folder.join("secrets.key").display()
        ));
    }
}

/// What the file of a backup of this moment is called.
fn file_name(what: &str, now: DateTime<Utc>) -> String {
    format!("{what}-{}.tar.gz", now.format("%Y%m%dT%H%M%S%.3fZ"))
}

fn saving(to: PathBuf, now: DateTime<Utc>) -> Saving {
    Saving { to, congvan: env!("CARGO_PKG_VERSION").to_owned(), now }
}

fn described(manifest: &Manifest) -> String {
    let (rows, files) = (manifest.all_rows(), manifest.files().count());
    let (made, version, engine) =
        (manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC"), &manifest.congvan, &manifest.engine);
    format!(
        "Bản sao lưu nguyên vẹn / The backup is whole: {made}, congvan {version}, {engine}, {rows} dòng/rows, {files} tệp/files"
    )
}

/// In words for whoever asked for it.
fn said(error: BackupError) -> Failure {
    let (vi, en) = match &error {
        BackupError::Exists(path) => {
            let path = path.display();
            (
                format!("Đã có tệp {path}; không ghi đè."),
                format!("There is a file {path} already; nothing was overwritten."),
            )
        }
        BackupError::Busy(path) => {
            let path = path.display();
            (
                format!("Một bản sao lưu khác đang được ghi vào {path}."),
                format!("Another backup is being written to {path}."),
            )
        }
        BackupError::FileMissing(sha256) => (
            format!("Kho tệp thiếu tệp {sha256}; không tạo bản sao lưu. Lấy tệp đó từ bản sao lưu trước rồi chạy lại."),
            format!(
                "files/ lacks the file {sha256}; no backup was made. Put it back from an earlier one and try again."
            ),
        ),
        BackupError::FileDamaged(sha256) => (
            format!(
                "Tệp {sha256} trong kho đã hỏng; không tạo bản sao lưu. Lấy tệp đó từ bản sao lưu trước rồi chạy lại."
            ),
            format!(
                "The file {sha256} in files/ is damaged; no backup was made. Put it back from an earlier one and try again."
            ),
        ),
        BackupError::Unreadable(what) => (
            format!("Không đọc được bản sao lưu (hỏng, thiếu hoặc không phải của congvan): {what}"),
            format!("The backup cannot be read (broken, cut short, or none of congvan's): {what}"),
        ),
        BackupError::Changed(name) => (
            format!("Bản sao lưu hỏng: mục {name} không khớp mã băm. Không có gì được phục hồi."),
            format!("The backup is broken: {name} does not have its hash. Nothing was restored."),
        ),
        BackupError::Missing(name) => (
            format!("Bản sao lưu hỏng: thiếu mục {name}. Không có gì được phục hồi."),
            format!("The backup is broken: {name} is missing. Nothing was restored."),
        ),
        BackupError::Unexpected(name) => (
            format!("Bản sao lưu có mục lạ: {name}. Không có gì được phục hồi."),
            format!("The backup has an entry that does not belong there: {name}. Nothing was restored."),
        ),
        BackupError::Format(format) => (
            format!("Bản sao lưu có định dạng {format}, mới hơn chương trình này; hãy dùng bản congvan mới hơn."),
            format!("The backup has format {format}, which is newer than this program; use the newer congvan."),
        ),
        BackupError::Newer(names) => {
            let names = names.join(", ");
            (
                format!("Bản sao lưu từ bản congvan mới hơn ({names}); hãy dùng bản đó."),
                format!("The backup comes from a newer congvan ({names}); use that one."),
            )
        }
        BackupError::DatabaseNotEmpty => (
            "Cơ sở dữ liệu đích không trống; chỉ phục hồi vào nơi trống. Không có gì bị thay đổi.".to_owned(),
            "The database is not empty; a backup is restored into an empty place only. Nothing was changed.".to_owned(),
        ),
        BackupError::StorageNotEmpty(what) => (
            format!("Thư mục files/ đích không trống ({what}); chỉ phục hồi vào nơi trống. Không có gì bị thay đổi."),
            format!(
                "files/ is not empty ({what}); a backup is restored into an empty place only. Nothing was changed."
            ),
        ),
        BackupError::Io { path, error } => {
            let path = path.display();
            (format!("Không đọc hoặc ghi được {path}: {error}"), format!("{path} cannot be read or written: {error}"))
        }
        BackupError::Office(_) => {
            return match error {
                BackupError::Office(error) => error.into(),
                other => Failure::new(other.to_string()),
            };
        }
        _ => (error.to_string(), error.to_string()),
    };
    Failure::said(&vi, &en)
}
