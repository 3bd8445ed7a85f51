"""Discovery of domains: a folder under ``casework/`` or ``registers/`` is a domain, and nothing central
has to be edited to add one."""

from congtam.foundation.domains.config import DomainConfig, NavigationItem
from congtam.foundation.domains.discovery import LAYERS, DomainNotLoaded, domain_modules, installed_domains

__all__ = [
    "LAYERS",
    "DomainConfig",
    "DomainNotLoaded",
    "NavigationItem",
    "domain_modules",
    "installed_domains",
]
