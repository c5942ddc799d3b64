//! A static site, held in memory and handed out over HTTP.
//!
//! A request is looked up among the files that were loaded, never on the disk, so it cannot name any other file.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::future::ready;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName,
    IF_NONE_MATCH, VARY,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, http};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::stamp::files_below;

/// How many ports after the wanted one are tried before any free one is taken.
const PORTS_TRIED: u16 = 100;

/// The files of a site, by their path below its root.
pub struct Site(HashMap<String, File>);

/// A file as it is sent.
struct File {
    mime: &'static str,
    /// Changes with the contents.
    etag: String,
    raw: Bytes,
    /// Absent where compressing gains nothing.
    gzip: Option<Bytes>,
}

impl Site {
    /// Reads and compresses every file of a directory.
    pub fn load(directory: &Path) -> Result<Self> {
        let mut files = HashMap::new();
        for path in files_below(directory)? {
            let raw = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name: Vec<_> = path.strip_prefix(directory)?.iter().map(|part| part.to_string_lossy()).collect();
            let name = name.join("/");
            files.insert(name.clone(), File::new(&name, raw));
        }
        Ok(Self(files))
    }

    /// How many bytes a file has, as it is and as it is sent.
    pub fn sizes(&self, name: &str) -> Option<(usize, usize)> {
        let file = self.0.get(name)?;
        Some((file.raw.len(), file.gzip.as_ref().map_or(file.raw.len(), |gzip| gzip.len())))
    }

    fn respond<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        }
        let file = match request.uri().path().trim_start_matches('/') {
            directory if directory.is_empty() || directory.ends_with('/') => {
                self.0.get(&format!("{directory}index.html"))
            }
            name => self.0.get(name),
        };
        let Some(file) = file else {
            return plain(StatusCode::NOT_FOUND, "there is no such file\n");
        };
        let answer = headers(StatusCode::OK, file.mime).header(ETAG, &file.etag).header(VARY, "accept-encoding");
        if said(request, IF_NONE_MATCH).split(',').any(|tag| tag.trim() == file.etag) {
            return finish(answer.status(StatusCode::NOT_MODIFIED), Bytes::new());
        }
        match &file.gzip {
            Some(gzip) if accepts_gzip(said(request, ACCEPT_ENCODING)) => {
                finish(answer.header(CONTENT_ENCODING, "gzip"), gzip.clone())
            }
            _ => finish(answer, file.raw.clone()),
        }
    }
}

impl File {
    fn new(name: &str, raw: Vec<u8>) -> Self {
        let mut hasher = DefaultHasher::new();
        raw.hash(&mut hasher);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let gzip = encoder.write_all(&raw).and_then(|()| encoder.finish()).ok();
        Self {
            mime: mime(name),
            // Weak: the same tag stands for the compressed and the plain form.
            etag: format!("W/\"{:016x}\"", hasher.finish()),
            gzip: gzip.filter(|gzip| gzip.len() < raw.len()).map(Bytes::from),
            raw: raw.into(),
        }
    }
}

/// A site that is being served, and may be replaced while it is.
#[derive(Clone)]
pub struct Served(Arc<RwLock<Site>>);

impl Served {
    /// Serves from a thread of its own, on this port or the next that is free, and says on which.
    pub fn start(site: Site, port: u16) -> Result<(Self, SocketAddr)> {
        let runtime = Builder::new_current_thread().enable_io().build().context("cannot start the server")?;
        let listener = runtime.block_on(listen(port))?;
        let address = listener.local_addr().context("the address of the server is not known")?;
        let served = Self(Arc::new(RwLock::new(site)));
        let answering = served.clone();
        thread::spawn(move || runtime.block_on(answering.answer(listener)));
        Ok((served, address))
    }

    /// Serves this from now on.
    pub fn replace(&self, site: Site) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = site;
    }

    /// Answers every connection for as long as the program runs.
    async fn answer(self, listener: TcpListener) {
        loop {
            // A connection that is gone before it was accepted concerns nobody.
            let Ok((connection, _)) = listener.accept().await else { continue };
            let served = self.clone();
            let service = service_fn(move |request| {
                let site = served.0.read().unwrap_or_else(PoisonError::into_inner);
                ready(Ok::<_, Infallible>(site.respond(&request)))
            });
            // Nor does one that a browser breaks off.
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), service));
        }
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    let mut ports: Vec<_> = (port..=port.saturating_add(PORTS_TRIED)).collect();
    ports.push(0);
    let addresses: Vec<_> = ports.into_iter().map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port))).collect();
    TcpListener::bind(&addresses[..]).await.context("no port is free to serve on")
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "gif" => "image/gif",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

fn said<B>(request: &Request<B>, name: HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether an Accept-Encoding allows gzip: named, and not with a quality of nothing.
fn accepts_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(";q=").unwrap_or((coding, "1"));
        name.trim() == "gzip" && quality.trim().parse().is_ok_and(|quality: f32| quality > 0.0)
    })
}

/// What every answer carries. The origin is open, because a figure in a sandboxed frame has none of its own; a browser
/// must ask again each time, because the site changes under its reader's hands.
fn headers(status: StatusCode, mime: &str) -> http::response::Builder {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, mime)
        .header(ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(CACHE_CONTROL, "no-cache")
}

fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    finish(headers(status, "text/plain; charset=utf-8"), Bytes::from_static(text.as_bytes()))
}

fn finish(answer: http::response::Builder, body: Bytes) -> Response<Full<Bytes>> {
    answer.body(Full::new(body)).expect("every header value here is plain text")
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::*;

    fn site() -> Site {
        let file = |name: &str, text: &str| (name.to_owned(), File::new(name, text.into()));
        Site(HashMap::from([file("index.html", &"<p>".repeat(100)), file("engine.wasm", "\0asm")]))
    }

    fn ask(method: &str, path: &str, headers: &[(HeaderName, &str)]) -> Response<Full<Bytes>> {
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
        site().respond(&request.body(()).unwrap())
    }

    #[test]
    fn files_have_their_type_and_are_open_to_every_origin() {
        let answer = ask("GET", "/engine.wasm?v=1", &[]);
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[CONTENT_TYPE], "application/wasm");
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert_eq!(ask("GET", "/", &[]).headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }

    #[test]
    fn compression_is_for_those_who_ask_and_where_it_gains() {
        let accepting = [(ACCEPT_ENCODING, "br, gzip;q=0.5")];
        assert_eq!(ask("GET", "/", &accepting).headers()[CONTENT_ENCODING], "gzip");
        assert!(!ask("GET", "/", &[]).headers().contains_key(CONTENT_ENCODING));
        assert!(!ask("GET", "/", &[(ACCEPT_ENCODING, "gzip;q=0")]).headers().contains_key(CONTENT_ENCODING));
        assert!(!ask("GET", "/engine.wasm", &accepting).headers().contains_key(CONTENT_ENCODING));
    }

    #[test]
    fn nothing_but_the_site_is_reached() {
        for path in ["/missing", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/index.html/"] {
            assert_eq!(ask("GET", path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(ask("POST", "/", &[]).status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let etag = ask("GET", "/", &[]).headers()[ETAG].to_str().unwrap().to_owned();
        assert_eq!(ask("GET", "/", &[(IF_NONE_MATCH, &etag)]).status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn idle_connections_block_nobody_and_a_taken_port_is_passed_over() {
        let (served, address) = Served::start(site(), 0).unwrap();
        let (_other, next) = Served::start(site(), address.port()).unwrap();
        assert_ne!(address, next);

        let connect = || {
            let connection = TcpStream::connect(address).unwrap();
            connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            connection
        };
        let _idle: Vec<_> = (0..32).map(|_| connect()).collect();
        served.replace(Site(HashMap::new()));
        let mut asking = connect();
        asking.write_all(b"HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        asking.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 404") && answer.ends_with("\r\n\r\n"), "{answer}");
    }
}
