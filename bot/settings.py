"""Settings from the environment, prefix `MEDVIND_`, read once at the edge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.crypto import Keyring

DEMO_TENANT = "00000000-0000-4000-8000-0000000000d0"
DEMO_APP = "00000000-0000-4000-8000-0000000000a0"
# Everybody can read this one, so it may seal invented people only: `run` refuses it.
DEMO_KEY = "bWVkdmluZC1kZW1vOiBpbnZlbnRlZCBwZW9wbGUhISE="


class MissingSettings(Exception):
    """Settings that `medvind run` cannot do without."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Settings(BaseSettings):
    """Everything that differs between one municipality and the next."""

    model_config = SettingsConfigDict(env_prefix="MEDVIND_", env_ignore_empty=True, frozen=True)

    database_url: str = Field(
        default="sqlite:///var/medvind.db", description="SQLite file or PostgreSQL address"
    )
    app_id: str = Field(default="", description="The bot's application (client) id in Entra")
    app_password: SecretStr = Field(default=SecretStr(""), description="The bot's client secret")
    app_type: Literal["SingleTenant", "MultiTenant"] = Field(
        default="SingleTenant", description="As the bot is registered"
    )
    tenants: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Entra tenant ids that may speak to the bot, comma separated"
    )
    data_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key to encrypted fields: 32 random bytes, base64; to change it, `2:new,1:old`",
    )
    check_in_keys: Path = Field(
        default=Path("var/check-in-keys"),
        description="Folder of the check-ins' keys: in no backup, and shared by replicas",
    )
    public_url: str = Field(default="", description="https address of this service, without a path")
    administrators: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Entra object ids of the first administrators, comma separated"
    )
    language: Literal["da", "en"] = Field(
        default="da", description="The language when a person has chosen none"
    )
    timezone: Literal["Europe/Copenhagen"] = Field(
        default="Europe/Copenhagen",
        description="Holidays and quiet hours are Danish, so this is the only one",
    )

    @field_validator("tenants", "administrators", mode="before")
    @classmethod
    def _separate(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def keyring(self) -> Keyring:
        """The keys to sealed fields; the demo's when none is set and there is no bot.

        Raises `BadKey`, or `MissingSettings` when there is a bot and no key.
        """
        written = self.data_key.get_secret_value()
        if not written and self.app_id not in ("", DEMO_APP):
            raise MissingSettings(["MEDVIND_DATA_KEY"])
        return Keyring.parse(written or DEMO_KEY)

    def require_production(self) -> None:
        """Refuse to start half-configured: an empty app id would leave the door open (safety.md T2).

        Raises `MissingSettings` naming every variable that is missing.
        """
        needed = {
            "MEDVIND_APP_ID": self.app_id,
            "MEDVIND_APP_PASSWORD": self.app_password.get_secret_value(),
            "MEDVIND_TENANTS": self.tenants,
            "MEDVIND_PUBLIC_URL": self.public_url,
            "MEDVIND_DATA_KEY": self.data_key.get_secret_value().replace(DEMO_KEY, ""),
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise MissingSettings(missing)
