//! Puts the rooms together: data folder, database, files, keys, office.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use courier::Courier;
use mail::{Folder, Transport};
use object_store::{ObjectStore, local::LocalFileSystem};
use office::domain::organisation::AgencyRecord;
use office::{
    Clock, Office, Parts, SealingKey, SigningKeys,
    identity::{Outside, OutsideProvider},
    setup,
};
use oidc::{Http, Provider};
use store::Db;

use crate::{
    backup,
    failure::Failure,
    page,
    settings::{Identity, Settings, Sources, Webhooks},
    typesetting,
};

/// What sends events to webhooks.
pub fn courier(settings: &Settings) -> Result<Courier, Failure> {
    let Webhooks { http, allowed, .. } = &settings.webhooks;
    Courier::new(http, allowed.clone()).map_err(|why| Failure::new(format!("webhook_ca_file: {why}")))
}

/// Whether there is nothing yet: no settings file, no database elsewhere, no data.
pub fn nothing_is_there(settings: &Settings, sources: &Sources) -> bool {
    let empty = |folder: &Path| fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    sources.file.is_none() && !sources.has_variable("database_url") && empty(&settings.data)
}

/// Makes the data folder where it is not there, for its owner alone.
pub fn make_data_folder(settings: &Settings) -> Result<(), Failure> {
    for folder in [settings.data.clone(), files_folder(settings), keys_folder(settings)] {
        make_folder(&folder).map_err(|error| cannot(&folder, &error))?;
    }
    Ok(())
}

/// Makes a folder and those above it where they are not there, for their owner alone.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes the folder for backups beside the data where it is not there, for its owner alone.
pub fn make_backups_folder(settings: &Settings) -> Result<PathBuf, Failure> {
    let folder = settings.data.join("backups");
    make_folder(&folder).map_err(|error| cannot(&folder, &error))?;
    Ok(folder)
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("data: {}: {error}", path.display()))
}

/// Where keys lie.
pub fn keys_folder(settings: &Settings) -> PathBuf {
    settings.data.join("keys")
}

/// Where the documents' files lie.
pub fn files_folder(settings: &Settings) -> PathBuf {
    settings.data.join("files")
}

/// Where the demo's mails lie.
pub fn mailbox(settings: &Settings) -> Folder {
    Folder::new(settings.data.join("mailbox"))
}

/// Whether the database is a file that isn't there yet.
pub fn database_is_missing(settings: &Settings) -> bool {
    settings.database.url.sqlite_path().is_some_and(|path| !path.exists())
}

/// Opens the database, and waits for another program that opens it.
pub async fn open(settings: &Settings) -> Result<Db, Failure> {
    let database = settings.database.clone();
    let opened = tokio::task::spawn_blocking(move || Db::open(&database)).await;
    Ok(opened.map_err(|error| Failure::new(error.to_string()))??)
}

/// Opens the database of an office that was set up before, and tells whether it is the demo's.
pub async fn office_database(settings: &Settings) -> Result<(Db, bool), Failure> {
    if database_is_missing(settings) {
        return Err(not_initialised());
    }
    let db = open(settings).await?;
    if db.is_untouched().await? {
        return Err(not_initialised());
    }
    if db.migrations_pending().await? {
        return Err(Failure::said(
            "Cơ sở dữ liệu chưa được cập nhật cấu trúc; chạy `congvan migrate` trước.",
            "The database waits for migrations; run `congvan migrate` first.",
        ));
    }
    match setup::standing(&db).await? {
        setup::Standing::Real => Ok((db, false)),
        setup::Standing::Demo => Ok((db, true)),
        setup::Standing::Empty => Err(not_initialised()),
        setup::Standing::Unfinished => Err(unfinished()),
    }
}

/// The agency of this code; the only one, where no code is given.
pub async fn agency(db: &Db, code: Option<&str>) -> Result<AgencyRecord, Failure> {
    let mut agencies = office::organisation::all_agencies(db).await?;
    match code {
        Some(code) => agencies.into_iter().find(|agency| agency.has_code(code)).ok_or_else(|| {
            Failure::said(
                &format!("Không có cơ quan nào mang mã “{code}”."),
                &format!("No agency has the code “{code}”."),
            )
        }),
        None if agencies.len() > 1 => Err(Failure::said(
            "Có nhiều cơ quan; hãy nêu mã định danh bằng --agency.",
            "There are several agencies; name one by its code with --agency.",
        )),
        None => agencies.pop().ok_or_else(not_initialised),
    }
}

/// What to do where nothing was set up.
pub fn not_initialised() -> Failure {
    Failure::said(
        "Chưa có cơ quan nào. Chạy `congvan init` để tạo, hoặc `congvan serve --demo` để dùng thử.",
        "There is no office yet. Run `congvan init` to make one, or `congvan serve --demo` to try the demo.",
    )
}

/// Applies pending migrations.
pub async fn migrate(settings: &Settings) -> Result<(), Failure> {
    make_data_folder(settings)?;
    let applied = backup::migrate(settings, &open(settings).await?).await?;
    match applied.as_slice() {
        [] => page::say("Cấu trúc cơ sở dữ liệu đã mới nhất. / The database is up to date."),
        names => page::say(&format!("Đã cập nhật / Applied: {}", names.join(", "))),
    }
    Ok(())
}

/// The storage of files.
pub fn blobs(settings: &Settings) -> Result<Arc<dyn ObjectStore>, Failure> {
    let folder = files_folder(settings);
    // An upload that was acknowledged survives a power cut.
    let store = LocalFileSystem::new_with_prefix(&folder)
        .map_err(|error| Failure::new(format!("data: {}: {error}", folder.display())))?
        .with_fsync(true);
    Ok(Arc::new(store))
}

/// What an office is made of, with the machine's clock.
pub fn parts(settings: &Settings, db: Db, has_mail_server: bool) -> Result<Parts, Failure> {
    Ok(Parts {
        db,
        blobs: blobs(settings)?,
        keys: SigningKeys::open(&keys_folder(settings))?,
        sealing: SealingKey::open_or_create(&keys_folder(settings))?,
        clock: Clock::system(),
        limits: settings.limits.clone(),
        mail_server: has_mail_server,
        issuer: settings.public_url(),
        outside: outside(settings)?,
        printer: Some(typesetting::printer((settings.print_folder.as_deref(), settings.print_apart))?),
    })
}

/// At whose one may sign in; nobody is asked yet.
fn outside(settings: &Settings) -> Result<Outside, Failure> {
    let Identity { providers, pages, life, http } = &settings.identity;
    if providers.is_empty() {
        return Ok(Outside::default());
    }
    let http = Http::new(http).map_err(|reason| Failure::new(format!("identity_ca_file: {reason}")))?;
    let providers = providers.iter().map(|one| OutsideProvider {
        id: one.id.clone(),
        name: one.name.clone(),
        second_factor: one.second_factor.clone(),
        provider: Arc::new(Provider::new(one.registration.clone(), http.clone())),
    });
    Ok(Outside { providers: providers.collect(), pages: pages.clone(), life: *life })
}

/// The office.
pub fn office(settings: &Settings, db: Db, has_mail_server: bool) -> Result<Office, Failure> {
    parts(settings, db, has_mail_server).map(Office::new)
}

/// Where mails go: to the mail server; in a demo without one into its mailbox; otherwise nowhere.
pub fn outlet(settings: &Settings, demo: bool) -> Option<Transport> {
    settings.mail.server.clone().or_else(|| demo.then(|| Transport::Folder(mailbox(settings))))
}

/// Makes a signing key where there is none.
pub fn make_key(settings: &Settings) -> Result<Option<PathBuf>, Failure> {
    if has_signing_key(settings) { Ok(None) } else { Ok(Some(SigningKeys::create(&keys_folder(settings))?)) }
}

/// Whether there is a signing key.
pub fn has_signing_key(settings: &Settings) -> bool {
    fs::read_dir(keys_folder(settings)).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.path().extension().is_some_and(|extension| extension == "pk8"))
    })
}

/// Makes the demo where there is nothing, and starts afresh where its making was cut short.
pub async fn demo_database(settings: &Settings) -> Result<Db, Failure> {
    // Two that start at once make one demo: the second waits until the first is done.
    let path = settings.data.join(".demo.lock");
    let lock = fs::File::create(&path).map_err(|error| cannot(&path, &error))?;
    let locked = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await;
    let lock = locked.map_err(|error| Failure::new(error.to_string()))?.map_err(|error| cannot(&path, &error))?;
    let mut db = open(settings).await?;
    backup::migrate(settings, &db).await?;
    if setup::standing(&db).await? == setup::Standing::Unfinished {
        drop(db);
        start_afresh(settings)?;
        db = open(settings).await?;
        db.migrate().await?;
    }
    match setup::standing(&db).await? {
        setup::Standing::Demo => {}
        setup::Standing::Real => {
            return Err(Failure::said(
                "Dữ liệu này là của một cơ quan thật; không chạy demo trên đó.",
                "These are the data of a real office; the demo is not run on them.",
            ));
        }
        setup::Standing::Unfinished => return Err(unfinished()),
        setup::Standing::Empty => {
            page::say("Đang tạo dữ liệu demo… / Making the demo's data…");
            office::demo::seed(parts(settings, db.clone(), true)?).await?;
        }
    }
    drop(lock);
    Ok(db)
}

/// A demo that was never finished is thrown away, if it is the one in the data folder.
fn start_afresh(settings: &Settings) -> Result<(), Failure> {
    let file = settings.database.url.sqlite_path().filter(|_| settings.usual_database).ok_or_else(unfinished)?;
    page::say("Dữ liệu demo dở dang được tạo lại. / The demo was left unfinished and is made anew.");
    for ending in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(cannot(Path::new(&path), &error)),
            _ => {}
        }
    }
    Ok(())
}

/// What is said of a database that is neither.
pub fn unfinished() -> Failure {
    Failure::said(
        "Cơ sở dữ liệu có dữ liệu demo tạo dở. `congvan serve --demo` tạo lại nếu nó nằm trong thư mục dữ liệu; nếu không, \
         hãy xóa nó (hoặc dùng cơ sở dữ liệu trống) rồi chạy lại.",
        "The making of a demo was cut short in this database. `congvan serve --demo` makes it anew where it lies in the data \
         folder; otherwise drop it (or use an empty one) and start again.",
    )
}
