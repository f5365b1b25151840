//! `congvan gateway-simulator`: plays the national axis on this machine, for tests and for whoever connects another system.

use gateway_simulator::Settings;

use crate::{cli::SimulatorWishes, failure::Failure, page};

/// Plays until it is told to end.
pub fn run(wishes: SimulatorWishes) -> Result<(), Failure> {
    let usual = Settings::new(wishes.listen, wishes.folder);
    let settings = Settings {
        systems: if wishes.systems.is_empty() { usual.systems } else { wishes.systems },
        directory_size: wishes.directory_size,
        quirks: wishes.preset.quirks(),
        seed: wishes.seed,
        ..usual
    };
    let failed = |error: std::io::Error| Failure::new(format!("Không khởi động được / Cannot start: {error}"));
    actix_web::rt::System::new().block_on(async move {
        let (server, address) = gateway_simulator::serve(settings).map_err(failed)?;
        page::say(&format!("Trục liên thông giả lập / The axis is played at http://{address}"));
        server.await.map_err(failed)
    })
}
