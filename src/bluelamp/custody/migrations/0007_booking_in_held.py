"""What the database itself holds of booking in: append-only tables, and who may share a cell."""

from django.db import migrations

from bluelamp.core.operations import append_only

# The cell is locked first, so that of two people put in at once the second is judged after the
# first (section 16, VUL-6). Names in the messages are those a constraint would have.
HOLD_CELLS = """
    CREATE FUNCTION custody_hold_cell() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        room custody_cell%ROWTYPE;
        others integer;
        unlike integer;
    BEGIN
        IF NEW.until IS NOT NULL THEN
            RETURN NEW;
        END IF;
        SELECT * INTO room FROM custody_cell WHERE id = NEW.cell_id FOR NO KEY UPDATE;
        IF room.out_of_use AND (TG_OP = 'INSERT' OR OLD.cell_id <> NEW.cell_id) THEN
            RAISE EXCEPTION 'cell_in_use: cell % is out of use', room.number
                USING ERRCODE = 'check_violation';
        END IF;
        SELECT count(*), count(*) FILTER (WHERE child <> NEW.child) INTO others, unlike
            FROM custody_celloccupation
            WHERE cell_id = NEW.cell_id AND until IS NULL AND id <> NEW.id;
        IF unlike > 0 THEN
            RAISE EXCEPTION 'children_apart: cell % holds %', room.number,
                CASE WHEN NEW.child THEN 'an adult' ELSE 'a child' END
                USING ERRCODE = 'check_violation';
        END IF;
        IF others >= room.capacity THEN
            RAISE EXCEPTION 'cell_capacity: cell % has room for %', room.number, room.capacity
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER hold_cell BEFORE INSERT OR UPDATE ON custody_celloccupation
        FOR EACH ROW EXECUTE FUNCTION custody_hold_cell();
"""
LET_CELLS_GO = """
    DROP TRIGGER hold_cell ON custody_celloccupation;
    DROP FUNCTION custody_hold_cell();
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0006_booking_in"), ("core", "0001_roles_and_refusal")]
    operations = [
        append_only("custody_riskassessment"),
        append_only("custody_rightsgiven"),
        append_only("custody_callstep"),
        append_only("custody_search"),
        append_only("custody_sample"),
        append_only("custody_drugtest"),
        migrations.RunSQL(HOLD_CELLS, LET_CELLS_GO),
    ]
