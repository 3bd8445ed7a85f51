import pytest
from congtam.interface.web.tests.test_accounts import *
@pytest.fixture(autouse=True)
def order(settings):
    m=list(settings.MIDDLEWARE); a="allauth.account.middleware.AccountMiddleware"; m.remove(a)
    m.insert(m.index("congtam.foundation.access.middleware.ScopedTransaction")+1,a); settings.MIDDLEWARE=m
