import time
def test_office(office):
    with office.person("van") as page:
        page.goto("/")
        print(office.codes, page.title())
        page.screenshot(path="/tmp/ct/jshots/office.png", full_page=True)
