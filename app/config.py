"""Settings, frozen, read from the environment; nonsense is refused at the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

MEGABYTE = 1024 * 1024
ADDRESS = "address"


class BadSetting(Exception):
    """An environment variable holds something that cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation can choose; the README lists each variable."""

    instance: Path
    database_url: str
    identity_database_url: str
    secret_key: str
    redis_url: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    demo: bool = False
    smtp_url: str | None = None
    mail_from: str = "palabre@localhost"
    proxies: int = 0
    testing: bool = False
    contact: str = ""
    max_request: int = field(default=25 * MEGABYTE)
    runs_jobs: bool = True
    url_told: bool = False

    @property
    def secure(self) -> bool:
        """Whether people reach the site over https."""
        return self.public_url.startswith("https://")


def settings_from(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of this process; raises ``BadSetting`` naming the variable."""
    env = dict(os.environ if environ is None else environ)
    instance = Path(env.get("PALABRE_INSTANCE", "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    told = env.get("PALABRE_URL")
    public_url = (address_kept(instance, env.get("PORT")) if told is None else told).rstrip("/")
    if not public_url.startswith(("http://", "https://")):
        msg = "PALABRE_URL must start with http:// or https://"
        raise BadSetting(msg)
    database = env.get("DATABASE_URL") or f"sqlite:///{instance / 'palabre.db'}"
    identity = env.get("IDENTITY_DATABASE_URL")
    if not identity:
        if not database.startswith("sqlite"):
            msg = "IDENTITY_DATABASE_URL must be set together with DATABASE_URL"
            raise BadSetting(msg)
        identity = f"sqlite:///{instance / 'identity.db'}"
    hosts = env.get("PALABRE_HOSTS")
    return Settings(
        instance=instance,
        database_url=dialect_url(database),
        identity_database_url=dialect_url(identity),
        secret_key=env.get("SECRET_KEY") or kept_secret(instance),
        redis_url=env.get("REDIS_URL") or None,
        public_url=public_url,
        trusted_hosts=_hosts(hosts, public_url),
        demo=truth(env, "PALABRE_DEMO"),
        smtp_url=env.get("SMTP_URL") or None,
        mail_from=env.get("MAIL_FROM", "palabre@localhost"),
        proxies=number(env, "PALABRE_PROXIES"),
        contact=env.get("PALABRE_CONTACT", ""),
        runs_jobs=env.get("PALABRE_JOBS", "embedded") == "embedded",
        url_told="PALABRE_URL" in env,
    )


def address_kept(instance: Path, port: str | None) -> str:
    """This machine at the port told; else where the site was last served from this instance."""
    path = instance / ADDRESS
    if port is None and path.is_file():
        return path.read_text(encoding="ascii").strip()
    return f"http://127.0.0.1:{port or 8000}"


def keep_address(settings: Settings) -> None:
    """Let commands know where the site is served, unless they are told."""
    if not settings.url_told:
        (settings.instance / ADDRESS).write_text(f"{settings.public_url}\n", encoding="ascii")


def served_at(settings: Settings, port: int) -> Settings:
    """The settings of a server at this port; its own address where no other was told."""
    if settings.url_told:
        return settings
    return replace(settings, public_url=f"http://127.0.0.1:{port}")


def dialect_url(url: str) -> str:
    """The address with the driver this house uses: PostgreSQL through psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if not url.startswith(("sqlite:", "postgresql+psycopg:")):
        msg = "DATABASE_URL must be an sqlite or postgresql address"
        raise BadSetting(msg)
    return url


def kept_secret(instance: Path) -> str:
    """The installation's secret, made once and kept readable by its owner only."""
    path = instance / "secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def truth(env: Mapping[str, str], name: str) -> bool:
    """A yes-or-no variable; unset is no."""
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    msg = f"{name} must be 1 or 0"
    raise BadSetting(msg)


def number(env: Mapping[str, str], name: str) -> int:
    """A variable holding a small whole number; unset is 0."""
    value = env.get(name, "0")
    if not value.isdigit():
        msg = f"{name} must be a whole number"
        raise BadSetting(msg)
    return int(value)


def _hosts(listed: str | None, public_url: str) -> tuple[str, ...]:
    if listed:
        return tuple(host.strip() for host in listed.split(",") if host.strip())
    own = public_url.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
    return tuple(dict.fromkeys((own, "127.0.0.1", "localhost", "[::1]")))
