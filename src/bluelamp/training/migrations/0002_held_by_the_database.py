"""What the database itself holds: nobody and nothing in two places at once, no seat beyond the seats.

Sessions say what is where; their days say when. Days, trainers and bookings carry a copy of what
the constraints compare, which triggers write and keep true, so no code can forget it.
"""

from django.db import migrations

from bluelamp.core.operations import append_only, number_sequence

COLUMNS = """
    ALTER TABLE training_sessionday
        ADD room_number bigint, ADD virtual_number bigint, ADD held boolean;
    ALTER TABLE training_sessiontrainer
        ADD trainer_number bigint, ADD during tstzmultirange, ADD held boolean;
    ALTER TABLE training_booking
        ADD learner_number bigint, ADD during tstzmultirange;
"""
DROP_COLUMNS = """
    ALTER TABLE training_sessionday DROP room_number, DROP virtual_number, DROP held;
    ALTER TABLE training_sessiontrainer DROP trainer_number, DROP during, DROP held;
    ALTER TABLE training_booking DROP learner_number, DROP during;
"""

# Deferrable, so that two colleagues can change places in one transaction.
CONSTRAINTS = """
    ALTER TABLE training_sessionday
        ADD CONSTRAINT room_in_use_once EXCLUDE USING gist
            (int8range(room_number, room_number, '[]') WITH &&,
             tstzrange(starts_at, ends_at) WITH &&)
            WHERE (held AND room_number IS NOT NULL),
        ADD CONSTRAINT virtual_room_in_use_once EXCLUDE USING gist
            (int8range(virtual_number, virtual_number, '[]') WITH &&,
             tstzrange(starts_at, ends_at) WITH &&)
            WHERE (held AND virtual_number IS NOT NULL);
    ALTER TABLE training_sessiontrainer
        ADD CONSTRAINT trainer_in_one_place EXCLUDE USING gist
            (int8range(trainer_number, trainer_number, '[]') WITH &&, during WITH &&)
            WHERE (held);
    ALTER TABLE training_booking
        ADD CONSTRAINT learner_in_one_place EXCLUDE USING gist
            (int8range(learner_number, learner_number, '[]') WITH &&, during WITH &&)
            WHERE (seat_number IS NOT NULL) DEFERRABLE INITIALLY IMMEDIATE;
"""
DROP_CONSTRAINTS = """
    ALTER TABLE training_sessionday
        DROP CONSTRAINT room_in_use_once, DROP CONSTRAINT virtual_room_in_use_once;
    ALTER TABLE training_sessiontrainer DROP CONSTRAINT trainer_in_one_place;
    ALTER TABLE training_booking DROP CONSTRAINT learner_in_one_place;
"""

FUNCTIONS = """
    CREATE FUNCTION training_hours(session uuid) RETURNS tstzmultirange
    LANGUAGE sql STABLE AS $$
        SELECT coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}'::tstzmultirange)
        FROM training_sessionday WHERE session_id = session
    $$;

    CREATE FUNCTION training_place_day() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT room.number, virtual.number, session.state <> 'CANCELLED'
            INTO NEW.room_number, NEW.virtual_number, NEW.held
            FROM training_trainingsession session
            LEFT JOIN training_room room ON room.id = session.room_id
            LEFT JOIN training_virtualroom virtual ON virtual.id = session.virtual_room_id
            WHERE session.id = NEW.session_id;
        RETURN NEW;
    END $$;

    CREATE FUNCTION training_spread_hours() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_session uuid := coalesce(NEW.session_id, OLD.session_id);
        hours tstzmultirange := training_hours(of_session);
    BEGIN
        UPDATE training_sessiontrainer SET during = hours
            WHERE session_id = of_session AND during IS DISTINCT FROM hours;
        UPDATE training_booking SET during = hours
            WHERE session_id = of_session AND during IS DISTINCT FROM hours;
        RETURN NULL;
    END $$;

    CREATE FUNCTION training_place_trainer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT number INTO NEW.trainer_number FROM training_trainer WHERE id = NEW.trainer_id;
        SELECT state <> 'CANCELLED' INTO NEW.held
            FROM training_trainingsession WHERE id = NEW.session_id;
        NEW.during := training_hours(NEW.session_id);
        RETURN NEW;
    END $$;

    CREATE FUNCTION training_place_booking() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        given integer;
        taught uuid;
    BEGIN
        SELECT seats, course_id INTO given, taught
            FROM training_trainingsession WHERE id = NEW.session_id FOR SHARE;
        IF NEW.seat_number > given THEN
            RAISE EXCEPTION 'seats_of_the_session: seat % of %', NEW.seat_number, given
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.course_id := taught;
        SELECT number INTO NEW.learner_number FROM training_learner WHERE id = NEW.learner_id;
        NEW.during := training_hours(NEW.session_id);
        RETURN NEW;
    END $$;

    CREATE FUNCTION training_session_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.seats < OLD.seats AND EXISTS (
            SELECT FROM training_booking
            WHERE session_id = NEW.id AND seat_number > NEW.seats
        ) THEN
            RAISE EXCEPTION 'seats_of_the_session: more than % are taken', NEW.seats
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.room_id IS DISTINCT FROM OLD.room_id
            OR NEW.virtual_room_id IS DISTINCT FROM OLD.virtual_room_id
            OR (NEW.state = 'CANCELLED') <> (OLD.state = 'CANCELLED') THEN
            UPDATE training_sessionday SET held = NOT held WHERE session_id = NEW.id;
            UPDATE training_sessiontrainer SET held = NEW.state <> 'CANCELLED'
                WHERE session_id = NEW.id;
        END IF;
        RETURN NULL;
    END $$;
"""
DROP_FUNCTIONS = """
    DROP FUNCTION training_session_changed();
    DROP FUNCTION training_place_booking();
    DROP FUNCTION training_place_trainer();
    DROP FUNCTION training_spread_hours();
    DROP FUNCTION training_place_day();
    DROP FUNCTION training_hours(uuid);
"""

TRIGGERS = """
    CREATE TRIGGER place_day BEFORE INSERT OR UPDATE ON training_sessionday
        FOR EACH ROW EXECUTE FUNCTION training_place_day();
    CREATE TRIGGER spread_hours_new AFTER INSERT OR DELETE ON training_sessionday
        FOR EACH ROW EXECUTE FUNCTION training_spread_hours();
    CREATE TRIGGER spread_hours AFTER UPDATE OF starts_at, ends_at ON training_sessionday
        FOR EACH ROW EXECUTE FUNCTION training_spread_hours();
    CREATE TRIGGER place_trainer BEFORE INSERT OR UPDATE OF session_id, trainer_id, held
        ON training_sessiontrainer
        FOR EACH ROW EXECUTE FUNCTION training_place_trainer();
    CREATE TRIGGER place_booking BEFORE INSERT OR UPDATE OF session_id, learner_id, seat_number
        ON training_booking
        FOR EACH ROW EXECUTE FUNCTION training_place_booking();
    CREATE TRIGGER session_changed AFTER UPDATE OF seats, room_id, virtual_room_id, state
        ON training_trainingsession
        FOR EACH ROW EXECUTE FUNCTION training_session_changed();
"""
DROP_TRIGGERS = """
    DROP TRIGGER session_changed ON training_trainingsession;
    DROP TRIGGER place_booking ON training_booking;
    DROP TRIGGER place_trainer ON training_sessiontrainer;
    DROP TRIGGER spread_hours ON training_sessionday;
    DROP TRIGGER spread_hours_new ON training_sessionday;
    DROP TRIGGER place_day ON training_sessionday;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0001_first_cut"), ("core", "0001_roles_and_refusal")]
    operations = [
        migrations.RunSQL(COLUMNS, DROP_COLUMNS),
        migrations.RunSQL(CONSTRAINTS, DROP_CONSTRAINTS),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        append_only("training_result"),
        number_sequence("reference_tr"),
    ]
