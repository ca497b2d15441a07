//! Starting and stopping, on a thread of its own.

use super::auth::{NoChance, TokenHash, random};
use super::code::fresh_code;
use super::limits::Limits;
use super::reach::Reach;
use super::routes::{App, router};
use super::socket::{Bounded, Peer};
use super::streams::Streams;
use crate::room::{self, RoomError};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long streams and answers have to end.
const GRACE: Duration = Duration::from_secs(3);

/// What a server is started with.
#[derive(Debug)]
pub struct ServerConfig {
    /// The room it serves.
    pub room: room::Handle,
    /// Where it listens; port 0 takes a free one.
    pub bind: SocketAddr,
    /// Hashes of tokens that are the host's.
    pub hosts: Vec<TokenHash>,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else has the port, or the address is not ours.
    #[error("{}", listening(*.bind, .error))]
    Bind {
        /// Where it should have listened.
        bind: SocketAddr,
        /// What the system says.
        error: io::Error,
    },
    /// No random numbers.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The room did not answer.
    #[error(transparent)]
    Room(#[from] RoomError),
    /// The system gives us no thread.
    #[error("The system did not start the server ({0}). Close other programs and try again.")]
    System(io::Error),
}

fn listening(bind: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Port {} is in use on {}. Take another with `--bind {}:0`, which finds a free one.",
            bind.port(),
            bind.ip(),
            bind.ip()
        ),
        io::ErrorKind::AddrNotAvailable => format!(
            "{} is no address of this machine. `--bind 0.0.0.0:{}` listens on all of them.",
            bind.ip(),
            bind.port()
        ),
        io::ErrorKind::PermissionDenied => format!(
            "This user may not listen on port {}. Take one above 1023.",
            bind.port()
        ),
        _ => format!("Listening on {bind} failed: {error}."),
    }
}

/// A running server. Dropping it stops it without waiting.
pub struct ServerHandle {
    addr: SocketAddr,
    stop: watch::Sender<bool>,
    reach: Arc<Reach>,
    thread: Option<JoinHandle<()>>,
}

impl ServerHandle {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// How many other devices have opened a page.
    pub fn reached(&self) -> usize {
        self.reach.count()
    }

    /// Ends all streams, lets answers finish for at most three seconds, and
    /// waits for the thread. Blocks; not for async tasks.
    pub fn shutdown(mut self) {
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked is as stopped as can be.
            let _ = thread.join();
        }
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

/// Serves a room until it is shut down.
///
/// # Errors
/// When the address cannot be had, or the room does not answer.
pub fn serve(config: ServerConfig) -> Result<ServerHandle, ServeError> {
    let ServerConfig { room, bind, hosts } = config;
    let refused = |error| ServeError::Bind { bind, error };
    let listener = std::net::TcpListener::bind(bind).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let bound = listener.local_addr().map_err(refused)?;
    let members = room.members().wait()?;
    let tokens = members
        .iter()
        .filter_map(|member| Some((TokenHash::parse(&member.token_hash)?, member.player)));
    let (stop, stopped) = watch::channel(false);
    let reach = Arc::new(Reach::default());
    let app = Arc::new(App {
        hosts,
        tokens: Mutex::new(tokens.collect()),
        secret: random()?,
        pass: fresh_code()?,
        nonce: fresh_code()?.to_lowercase(),
        limits: Limits::new(),
        streams: Streams::default(),
        reach: reach.clone(),
        bound,
        stop: stopped.clone(),
        room,
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("server")
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    let listener = {
        let _entered = runtime.enter();
        TcpListener::from_std(listener).map_err(refused)?
    };
    let thread = std::thread::Builder::new()
        .name("server".to_owned())
        .spawn(move || {
            runtime.block_on(run(listener, app, stopped));
            runtime.shutdown_timeout(GRACE);
        })
        .map_err(ServeError::System)?;
    Ok(ServerHandle {
        addr: bound,
        stop,
        reach,
        thread: Some(thread),
    })
}

async fn run(listener: TcpListener, app: Arc<App>, stop: watch::Receiver<bool>) {
    let service = router(app).into_make_service_with_connect_info::<Peer>();
    let told = |mut stop: watch::Receiver<bool>| async move {
        // An error means that the handle is gone, which is the same.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let serving =
        axum::serve(Bounded::new(listener), service).with_graceful_shutdown(told(stop.clone()));
    let patience = async {
        told(stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        // Accepting never fails for good; this ends by being told.
        _ = serving.into_future() => {}
        () = patience => {}
    }
}
