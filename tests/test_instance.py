from jbdesk.instance import Instance


def test_a_second_start_raises_the_first(tmp_path, qtbot):
    first, second = Instance(tmp_path), Instance(tmp_path)

    assert first.take()
    first.hear()
    with qtbot.waitSignal(first.raised):
        assert not second.take()
        assert second.call_the_other()

    first.release()


def test_a_folder_that_was_let_go_can_be_taken(tmp_path, qapp):
    first, second = Instance(tmp_path), Instance(tmp_path)
    first.take()
    first.release()

    assert second.take()

    second.release()


def test_another_folder_is_another_jbdesk(tmp_path, qapp):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first, second = Instance(one), Instance(other)

    assert first.take()
    assert second.take()

    first.release()
    second.release()
