//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use extract::Kind;

/// Văn phòng điện tử: văn bản đến, từ văn thư đến lãnh đạo, phòng ban, chuyên viên và trở lại.
///
/// An electronic office for Vietnamese public bodies. Without a command: the demo where neither settings nor data exist yet,
/// otherwise `serve`.
#[derive(Debug, Parser)]
#[command(name = "congvan", version, propagate_version = true)]
pub struct Cli {
    /// The settings file; see congvan.example.toml. Default: `CONGVAN_CONFIG`, or congvan.toml where it is there.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Phục vụ API, gửi thư / Serve the API and send mails, in one process.
    Serve {
        /// The invented office, on loopback only; everyone's password is demo.
        #[arg(long)]
        demo: bool,
    },
    /// Chỉ gửi thư và việc nền / Only send mails and do background work, beside a server on the same database.
    Worker,
    /// Cập nhật cấu trúc cơ sở dữ liệu / Apply pending migrations.
    Migrate,
    /// Tạo cơ quan và quản trị viên đầu tiên / Make a real installation: agency, first administrator, signing key.
    Init(Wishes),
    /// Khóa ký / The keys that tokens are signed with.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Chứng thư HTTPS: dấu vân tay, tên, ngày cuối / The certificate of the settings: its fingerprint, names and last day.
    Certificate {
        /// What else to do.
        #[command(subcommand)]
        command: Option<CertificateCommand>,
    },
    /// Phòng, ban và nhân sự / Departments and people, from a file.
    #[command(subcommand)]
    Org(OrgCommand),
    /// Thủ tục hành chính / Procedures: from files and into files, looked over, walked through, drawn.
    #[command(subcommand)]
    Procedure(ProcedureCommand),
    /// Giả lập trục liên thông để thử / Play the national axis with its quirks, on this machine alone: for tests and integrators.
    GatewaySimulator(SimulatorWishes),
    /// Những việc phải làm được cả khi không có API / What must work without the API.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Sao lưu dữ liệu và tệp, cả khi đang phục vụ / Save rows and files into one archive, also while a server runs. No keys.
    Backup {
        /// Tệp sẽ ghi, chưa được có / The archive; it must not be there yet. Default: in backups/ in the data folder.
        file: Option<PathBuf>,
    },
    /// Phục hồi từ bản sao lưu vào nơi trống / Restore an archive into an empty place, on either engine, all or nothing.
    Restore {
        /// Bản sao lưu / The archive.
        file: PathBuf,
        /// Chỉ kiểm tra bản sao lưu / Only check that the archive is whole.
        #[arg(long)]
        dry_run: bool,
    },
    /// Cấu hình / Settings.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Diễn toàn bộ quy trình trên máy chủ demo / Play the whole story against a running demo, through its API.
    Demo {
        /// Where the demo is reached.
        #[arg(long)]
        url: Option<String>,
    },
    /// Kiểm tra lịch sử / The history.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Kiểm tra mọi thứ được giữ bên cạnh văn bản: lịch sử, sổ, bộ đếm, chỉ mục, tệp / Say whether histories, registers, counters, the index
    /// and the files are as they should be.
    Verify {
        /// Đọc toàn bộ nội dung từng tệp / Read every file, too.
        #[arg(long)]
        deep: bool,
        /// In kết quả dạng JSON / As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Số liệu văn bản / The figures of documents.
    #[command(subcommand)]
    Figures(FiguresCommand),
    /// Tìm kiếm toàn văn / The full-text search.
    #[command(subcommand)]
    Search(SearchCommand),
    /// Lịch làm việc: hạn xử lý, ngày nghỉ / The working calendar: deadlines, days off.
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Gói tin edXML của liên thông văn bản / Messages of the interchange, in files.
    #[command(subcommand)]
    Edxml(EdxmlCommand),
    /// Gói hồ sơ công việc / Packages of case files.
    #[command(subcommand)]
    CaseFile(CaseFileCommand),
    /// Thư trả lời / Mail that comes in.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Đọc chữ trong một tệp từ đầu vào chuẩn, in JSON; hệ thống tự gọi / Print the words of a file on standard input as JSON, within limits
    /// that the process sets itself; the service starts it.
    #[command(hide = true)]
    ExtractText(ExtractWishes),
    /// In một biểu mẫu: dữ liệu JSON từ đầu vào chuẩn, PDF ra đầu ra chuẩn; hệ thống tự gọi / Print one form: data as JSON on standard input, PDF on
    /// standard output; the service starts it.
    #[command(hide = true)]
    PrintForm(PrintWishes),
    /// In mô tả API / Print the API's OpenAPI document.
    Openapi,
    /// In tài liệu sinh từ mã / Print documents that are generated from the code.
    #[command(subcommand)]
    Docs(DocsCommand),
}

/// What to ask the working calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Tính hạn xử lý và giải thích từng ngày / When a term ends, and why: each day or hour counted or skipped.
    Due(Deadline),
    /// Liệt kê ngày nghỉ, ngày làm bù của một năm / The days off and make-up days of a year, with what set each.
    Show {
        /// Năm / The year, such as 2027.
        year: i32,
    },
}

/// What to do with the package of a case file.
#[derive(Debug, Subcommand)]
pub enum CaseFileCommand {
    /// Kiểm tra gói: tệp, SHA-256, các trường Phụ lục VI / Read a package back: its files, their hashes, the fields of Appendix VI. Ends with 1
    /// where something is wrong, and names it.
    Verify {
        /// Tệp .zip / The package.
        file: PathBuf,
    },
}

/// What to do with messages of the interchange.
#[derive(Debug, Subcommand)]
pub enum EdxmlCommand {
    /// Đọc gói tin, in JSON kèm cảnh báo / Print a message as JSON, with what is odd in it.
    Read {
        /// Tệp .edxml / The message.
        file: PathBuf,
    },
    /// Lập gói tin từ JSON; tệp đính kèm nằm cạnh JSON / Make a message of JSON, its attachments beside it.
    Write {
        /// Tệp .json / The JSON, as `extract` writes it.
        file: PathBuf,
        /// Tệp sẽ ghi, chưa được có / The message; it must not be there yet. Default: the JSON's name, ending in .edxml.
        out: Option<PathBuf>,
    },
    /// Lấy tệp đính kèm ra thư mục / Write the attachments of a message into a folder, and the JSON that it can be made of again.
    Extract {
        /// Tệp .edxml / The message.
        file: PathBuf,
        /// Thư mục / The folder; files that are there already are not written over.
        folder: PathBuf,
    },
}

/// Which words, and how much they may cost.
#[derive(Debug, Args)]
pub struct ExtractWishes {
    /// Loại tệp / What the file is: pdf, docx, xlsx, odt, ods, html, eml, txt.
    #[arg(long, value_parser = kind)]
    pub kind: Kind,
    /// Số giây của bộ xử lý / Seconds of a processor.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
    /// Bộ nhớ, MiB / Memory, in MiB.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    pub memory_mb: u64,
    /// Cỡ tệp lớn nhất, byte / The largest file, in bytes.
    #[arg(long, default_value_t = 100 << 20)]
    pub bytes: u64,
    /// Số ký tự nhiều nhất / The most characters of its text.
    #[arg(long, default_value_t = 2_000_000)]
    pub characters: usize,
    /// Tệp, thay cho đầu vào chuẩn / A file, in place of standard input.
    pub file: Option<PathBuf>,
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| "pdf, docx, xlsx, odt, ods, html, eml, txt".to_owned())
}

/// What to print.
#[derive(Debug, Args)]
pub struct PrintWishes {
    /// Tên biểu mẫu / The form's name.
    #[arg(long)]
    pub form: String,
    /// Ngày giờ ghi trong tệp / The date that stands in the file.
    #[arg(long)]
    pub made_at: domain::UtcTime,
    /// Thư mục mẫu riêng của cơ quan / The office's own templates.
    #[arg(long)]
    pub folder: Option<PathBuf>,
}

/// What to do with mail.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Đọc thử một tệp .eml: thư nói gì, yêu cầu gì / Say what would be understood of a message in a file; nothing is done.
    Read(MessageFile),
}

/// Which message, and by what it is read.
#[derive(Debug, Args)]
pub struct MessageFile {
    /// Tệp .eml / The message, as a mail program saves it.
    pub file: PathBuf,
    /// Tên máy chủ nhận thư được tin cậy / The receiving server whose `Authentication-Results` are trusted.
    #[arg(long, value_name = "HOST")]
    pub trusted: Option<String>,
    /// Máy chủ khác của cơ quan mà thư đi qua, như `mail_in_hosts`; ghi được nhiều lần / Another host of the office's own that the message
    /// goes through, as in `mail_in_hosts`; may be given again.
    #[arg(long = "host", value_name = "HOST", requires = "trusted")]
    pub hosts: Vec<String>,
    /// Phần đầu của địa chỉ trả lời / What stands before the token in a reply address.
    #[arg(long, value_name = "TEXT", default_value = "reply+")]
    pub reply_prefix: String,
}

/// Which deadline.
#[derive(Debug, Args)]
pub struct Deadline {
    /// Thời điểm nhận, giờ Việt Nam / When it came, in Vietnam, such as 2026-11-20T09:00.
    #[arg(long, value_name = "TIME")]
    pub from: String,
    /// Thời hạn / How long: 5wd (working days), 8wh, 90wm (working hours, minutes), 3d (days), or until a time.
    #[arg(long, value_name = "TERM", allow_hyphen_values = true)]
    pub term: String,
    /// Giờ làm việc thứ Hai – thứ Sáu / The hours from Monday to Friday. Default: 07:30-11:30,13:30-17:30.
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<String>,
}

/// What to do with signing keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Tạo khóa ký mới / Make a new key; it is published first, then signs, and the one before is taken until its tokens end.
    Rotate,
    /// Liệt kê khóa và công dụng / List the keys and what each is good for.
    List,
    /// Xóa khóa / Remove keys; what they have signed is refused within seconds, and people stay signed in.
    Remove(WhichKeys),
}

/// Which keys.
#[derive(Debug, Args)]
pub struct WhichKeys {
    /// Mã khóa / Their names, as `congvan keys list` says them.
    #[arg(required_unless_present = "past", value_name = "KID", allow_hyphen_values = true)]
    pub kids: Vec<String>,
    /// Mọi khóa hết dùng / All that are past.
    #[arg(long)]
    pub past: bool,
}

/// What to do with a certificate.
#[derive(Debug, Subcommand)]
pub enum CertificateCommand {
    /// Tạo chứng thư tự ký / Make a self-signed pair where there is none yet.
    New {
        /// Thêm tên máy hoặc địa chỉ IP / Another name or address of this server, beside its host name and localhost; repeatable.
        #[arg(long = "name", value_name = "NAME")]
        names: Vec<String>,
    },
}

/// What must work without the API.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Tạo quản trị viên với mật khẩu hiện một lần / Make an administrator; the password is shown once.
    Create {
        /// Tên đăng nhập / The name they sign in with.
        username: String,
        /// Họ và tên / Their name.
        name: String,
        /// Mã định danh cơ quan, nếu có nhiều cơ quan / The agency's code, where there are several.
        #[arg(long, value_name = "CODE")]
        agency: Option<String>,
        /// Quản trị toàn hệ thống / For the whole installation, too.
        #[arg(long)]
        system: bool,
    },
    /// Đặt lại mật khẩu, hiện một lần / Give a person a new password, shown once; their sessions end.
    ResetPassword {
        /// Tên đăng nhập / The name they sign in with.
        username: String,
    },
    /// Gỡ lớp xác thực thứ hai / End a person's second factor, which they have lost; their sessions end.
    ResetSecondFactor {
        /// Tên đăng nhập / The name they sign in with.
        #[arg(required_unless_present = "email")]
        username: Option<String>,
        /// Thư điện tử, nếu chỉ một người dùng / Their e-mail address, where it is theirs alone.
        #[arg(long, value_name = "ADDRESS", conflicts_with = "username")]
        email: Option<String>,
    },
    /// Kết thúc mọi phiên đăng nhập của một người / End all of a person's sessions.
    EndSessions {
        /// Tên đăng nhập / The name they sign in with.
        username: String,
    },
}

/// What to do with an organisation.
#[derive(Debug, Subcommand)]
pub enum OrgCommand {
    /// Nhập từ tệp, tất cả hoặc không gì cả / Import files, all or nothing; what is there already stays as it is.
    Import(Import),
    /// Ghi mẫu Excel để điền / Write the workbook to fill in.
    Template {
        /// The file, such as mau.xlsx; it must not be there yet.
        file: PathBuf,
    },
}

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// Tệp .xlsx hoặc .csv / Workbooks or text tables.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Mã định danh cơ quan, nếu có nhiều cơ quan / The agency's code, where there are several.
    #[arg(long, value_name = "CODE")]
    pub agency: Option<String>,
    /// Chỉ kiểm tra, liệt kê mọi lỗi theo dòng và cột / Only check: list every problem by row and column.
    #[arg(long)]
    pub dry_run: bool,
    /// Tạo mật khẩu cho người mới và ghi vào tệp này / Make passwords for those who are new and write them to this file.
    #[arg(long, value_name = "FILE")]
    pub passwords: Option<PathBuf>,
}

/// How the axis is played.
#[derive(Debug, Args)]
pub struct SimulatorWishes {
    /// Địa chỉ lắng nghe, chỉ trên máy này / Where it listens: a loopback address; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8099", value_name = "HOST:PORT")]
    pub listen: std::net::SocketAddr,
    /// Thư mục chứa gói tin; nội dung cũ bị xóa / Where packets are kept; what an earlier run left there is thrown away.
    #[arg(long, value_name = "DIR")]
    pub folder: PathBuf,
    /// Mức độ trục trặc / How badly it behaves: calm, usual, worst.
    #[arg(long, default_value = "usual")]
    pub preset: gateway_simulator::Preset,
    /// Số khởi đầu, để lặp lại được / What its dice are thrown with, so that a run can be repeated.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Hệ thống được kết nối, MÃ:KHÓA, nhiều lần được / Systems that may call, CODE:SECRET, once each. Default: H99.1 and H99.2.
    #[arg(long = "system", value_name = "CODE:SECRET")]
    pub systems: Vec<gateway_simulator::System>,
    /// Số đơn vị trong danh bạ, thêm vào các hệ thống / How many invented bodies its directory has beside them.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub directory_size: u32,
}

/// What to do with procedures.
#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    /// Công bố từ tệp, tất cả hoặc không gì cả / Publish files, all or nothing; what is the same already stays as it is.
    Import(ProcedureImport),
    /// Ghi danh mục ra tệp, mỗi thủ tục một tệp / Write the catalogue into files, one a procedure.
    Export(ProcedureExport),
    /// Liệt kê danh mục / List the catalogue.
    List {
        /// Mã định danh cơ quan, nếu có nhiều cơ quan / The agency's code, where there are several.
        #[arg(long, value_name = "CODE")]
        agency: Option<String>,
        /// Cả thủ tục đã ngừng áp dụng / Those that were withdrawn, too.
        #[arg(long)]
        all: bool,
    },
    /// Rà soát quy trình / Say what would hold dossiers up; fails where there are errors.
    Lint(ProcedureFiles),
    /// Chạy thử một hồ sơ, in các mốc thời gian / Walk a dossier through and print its dates.
    Simulate(ProcedureWalk),
    /// Vẽ quy trình (Mermaid) / Print a drawing of the process, in Mermaid's language.
    Draw(ProcedureFiles),
}

/// Files with procedures.
#[derive(Debug, Args)]
pub struct ProcedureFiles {
    /// Tệp .json, mỗi tệp một thủ tục hoặc một danh sách / Files, each with one procedure or a list of them.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Đối chiếu với cơ quan này trong cơ sở dữ liệu / Compare with this agency of the database: its people, departments, calendar.
    #[arg(long, value_name = "CODE")]
    pub agency: Option<String>,
}

/// What to publish.
#[derive(Debug, Args)]
pub struct ProcedureImport {
    /// Tệp .json, mỗi tệp một thủ tục hoặc một danh sách / Files, each with one procedure or a list of them.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Mã định danh cơ quan, nếu có nhiều cơ quan / The agency's code, where there are several.
    #[arg(long, value_name = "CODE")]
    pub agency: Option<String>,
    /// Quản trị đứng tên công bố / The administrator in whose name it is published; the only one, where there is one.
    #[arg(long, value_name = "USERNAME")]
    pub by: Option<String>,
    /// Chỉ kiểm tra / Only check.
    #[arg(long)]
    pub dry_run: bool,
}

/// Where to write.
#[derive(Debug, Args)]
pub struct ProcedureExport {
    /// Thư mục / The folder; files that are there already are not written over.
    pub folder: PathBuf,
    /// Mã định danh cơ quan, nếu có nhiều cơ quan / The agency's code, where there are several.
    #[arg(long, value_name = "CODE")]
    pub agency: Option<String>,
    /// Cả thủ tục đã ngừng áp dụng / Those that were withdrawn, too.
    #[arg(long)]
    pub all: bool,
}

/// How a dossier goes.
#[derive(Debug, Args)]
pub struct ProcedureWalk {
    /// Which procedures.
    #[command(flatten)]
    pub files: ProcedureFiles,
    /// Thời điểm tiếp nhận, giờ Việt Nam / When it is received, in Vietnam, such as 2026-11-23T15:20.
    #[arg(long, value_name = "TIME")]
    pub from: String,
    /// Hướng đi ở một bước; ghi được nhiều lần / The branch at a step, by its label, or an earlier step to go back to; may be given again.
    #[arg(long, value_name = "STEP=BRANCH")]
    pub choose: Vec<String>,
    /// Thời gian chờ bổ sung; ghi được nhiều lần / When it waits for its applicant; may be given again.
    #[arg(long = "wait", value_name = "FROM..UNTIL")]
    pub waits: Vec<String>,
}

/// What to do with the settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Nói tham số nào sai / Say which settings are wrong, and show what is in effect.
    Check,
}

/// What to do with the figures.
#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    /// Đếm lại mọi văn bản, khi hệ thống vẫn chạy / Have every document counted anew, while a server runs.
    Rebuild,
}

/// What to do with the search.
#[derive(Debug, Subcommand)]
pub enum SearchCommand {
    /// Lập lại chỉ mục cho mọi văn bản, khi hệ thống vẫn chạy / Have every document indexed anew, while a server runs.
    Rebuild,
}

/// What to do with the history.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Chứng minh lịch sử và số đến nguyên vẹn / Prove that history and registers are whole, or name the first broken link.
    Verify,
}

/// Which document.
#[derive(Debug, Subcommand)]
pub enum DocsCommand {
    /// The state machine of the incoming document.
    StateMachine,
}

/// What a new installation is to be. On a terminal what is missing is asked for.
#[derive(Debug, Args)]
pub struct Wishes {
    /// Mã định danh cơ quan / The agency's identifier, such as H26.12.
    #[arg(long, value_name = "CODE")]
    pub agency_code: Option<String>,
    /// Tên cơ quan / The agency's name.
    #[arg(long, value_name = "NAME")]
    pub agency_name: Option<String>,
    /// Tên đăng nhập của quản trị viên / The name that the first administrator signs in with.
    #[arg(long, value_name = "USERNAME")]
    pub admin_username: Option<String>,
    /// Họ và tên quản trị viên / Their name.
    #[arg(long, value_name = "NAME")]
    pub admin_name: Option<String>,
    /// Thư điện tử của quản trị viên / Their e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub admin_email: Option<String>,
    /// Tệp chứa mật khẩu / A file whose first line is their password; without it one is made and shown once.
    #[arg(long, value_name = "FILE")]
    pub admin_password_file: Option<PathBuf>,
    /// Tạo chứng thư HTTPS tự ký / Make a self-signed certificate for HTTPS, too; one that is there is never overwritten.
    #[arg(long)]
    pub self_signed: bool,
    /// Thêm tên máy hoặc địa chỉ IP vào chứng thư / Another name or address in it, beside the host name and localhost; repeatable.
    #[arg(long = "name", value_name = "NAME", requires = "self_signed")]
    pub names: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn commands_are_read() {
        assert!(Cli::parse_from(["congvan"]).command.is_none());
        let cli = Cli::parse_from(["congvan", "serve", "--demo", "--config", "a.toml"]);
        assert!(matches!(cli.command, Some(Command::Serve { demo: true })));
        assert_eq!(cli.config, Some(PathBuf::from("a.toml")));
        assert!(Cli::try_parse_from(["congvan", "bay"]).is_err());
    }
}
