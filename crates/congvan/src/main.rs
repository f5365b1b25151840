//! The binary: command line, settings, wiring, background workers.

mod admin;
mod audit;
mod backup;
mod calendar;
mod case_file;
mod certificate;
mod cli;
mod demo_story;
mod edxml;
mod extraction;
mod failure;
mod init;
mod keys;
mod logging;
mod mailbox;
mod message_file;
mod metrics;
mod new_file;
mod observe;
mod org;
mod page;
mod procedure;
mod search;
mod serve;
mod settings;
mod simulator;
mod tls;
mod typesetting;
mod verify;
mod wiring;
mod workers;

use std::process::ExitCode;

use clap::Parser;

use cli::{
    AuditCommand, CertificateCommand, Cli, Command, ConfigCommand, DocsCommand, FiguresCommand, MailCommand,
    OrgCommand, SearchCommand,
};
use failure::Failure;
use settings::{Read, Settings, Sources};

/// Threads for background work; the server has its own.
const BACKGROUND_THREADS: usize = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // It takes its own means away and reads what may be hostile: before anything else is set up.
    if let Some(Command::ExtractText(wishes)) = &cli.command {
        return extraction::run(wishes);
    }
    if let Some(Command::PrintForm(wishes)) = &cli.command {
        return typesetting::run(wishes);
    }
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            page::complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let sources = Sources::find(cli.config, std::env::vars_os());
    match cli.command {
        // These need no settings.
        Some(Command::Openapi) => page::say(api::openapi_yaml()),
        Some(Command::Docs(DocsCommand::StateMachine)) => page::say(&domain::incoming::table::page()),
        Some(Command::Calendar(command)) => return calendar::run(&command),
        Some(Command::GatewaySimulator(wishes)) => return simulator::run(wishes),
        // They were done before.
        Some(Command::ExtractText(_) | Command::PrintForm(_)) => {}
        Some(Command::Edxml(command)) => return edxml::run(&command),
        Some(Command::CaseFile(command)) => return case_file::run(&command),
        Some(Command::Mail(MailCommand::Read(wanted))) => return message_file::read(&wanted),
        Some(Command::Config(ConfigCommand::Check)) => return check(&sources),
        Some(Command::Demo { url }) => {
            let url = url.map_or_else(|| Ok(settings(&sources)?.public_url()), Ok::<_, Failure>)?;
            return demo_story::play(&url);
        }
        Some(Command::Serve { demo }) => return block_on(serve::serve(&started(&sources)?, demo)),
        Some(Command::Worker) => return block_on(serve::work(&started(&sources)?)),
        Some(Command::Migrate) => return block_on(wiring::migrate(&started(&sources)?)),
        Some(Command::Init(wishes)) => return block_on(init::init(&started(&sources)?, wishes)),
        Some(Command::Org(OrgCommand::Template { file })) => return org::template(&file),
        Some(Command::Org(OrgCommand::Import(wanted))) => return block_on(org::import(&started(&sources)?, &wanted)),
        Some(Command::Procedure(command)) => {
            let settings = procedure::needs_settings(&command).then(|| started(&sources)).transpose()?;
            return block_on(procedure::run(settings.as_ref(), command));
        }
        Some(Command::Admin(command)) => return block_on(admin::run(&started(&sources)?, command)),
        Some(Command::Backup { file }) => return block_on(backup::backup(&started(&sources)?, file)),
        Some(Command::Restore { file, dry_run }) => {
            return block_on(backup::restore(&started(&sources)?, &file, dry_run));
        }
        Some(Command::Keys(command)) => return keys::run(&started(&sources)?, &command),
        Some(Command::Certificate { command: None }) => certificate::show(&settings(&sources)?)?,
        Some(Command::Certificate { command: Some(CertificateCommand::New { names }) }) => {
            certificate::SelfSigned::make(&settings(&sources)?, &names)?.write()?;
        }
        Some(Command::Search(SearchCommand::Rebuild)) => return block_on(search::rebuild(&started(&sources)?)),
        Some(Command::Audit(AuditCommand::Verify)) => return block_on(audit::verify(&started(&sources)?)),
        Some(Command::Figures(FiguresCommand::Rebuild)) => return block_on(verify::rebuild(&started(&sources)?)),
        Some(Command::Verify { deep, json }) => return block_on(verify::verify(&started(&sources)?, deep, json)),
        None => {
            let settings = started(&sources)?;
            let demo = wiring::nothing_is_there(&settings, &sources);
            return block_on(serve::serve(&settings, demo));
        }
    }
    Ok(())
}

fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(BACKGROUND_THREADS)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("Không khởi động được / Cannot start: {error}")))?;
    runtime.block_on(work)
}

/// The settings, or all that is wrong with them.
fn settings(sources: &Sources) -> Result<Settings, Failure> {
    let read = Read::from(sources);
    for remark in &read.remarks {
        page::complain(&format!("Lưu ý / Note: {remark}"));
    }
    read.settings.ok_or_else(|| Failure::settings(&read.problems))
}

/// The settings, with the log set up by them.
fn started(sources: &Sources) -> Result<Settings, Failure> {
    let settings = settings(sources)?;
    logging::start(&settings.log)?;
    Ok(settings)
}

fn check(sources: &Sources) -> Result<(), Failure> {
    let read = Read::from(sources);
    let problems: Vec<_> = read.problems.iter().chain(&read.remarks).cloned().collect();
    if !problems.is_empty() {
        return Err(Failure::settings(&problems));
    }
    page::say("Cấu hình hợp lệ. / The settings are valid.");
    for line in read.shown() {
        page::say(&line);
    }
    Ok(())
}
