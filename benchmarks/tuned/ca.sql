-- The comma file with ISO days and decimal commas, as text and typed; every row is one event.
create or replace temp view typed as
select
    text.id as record_id,
    place_of(text.place) as place,
    try_cast(text.date as date) as start,
    agency_of(text.agency) as agency,
    substance_of(text.substance) as substance,
    unit_of(text.unit) as unit,
    dimension_of(text.unit) as dimension,
    times_of(text.unit) as times,
    per_of(text.unit) as per,
    1::bigint as events,
    try_cast(replace(text.quantity, ',', '.') as decimal(18, 6)) as quantity,
    text as raw
from read_csv(
    getvariable('file'), header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
    columns = {
        'id': 'varchar', 'date': 'varchar', 'place': 'varchar', 'agency': 'varchar', 'substance': 'varchar',
        'quantity': 'varchar', 'unit': 'varchar'
    }
) as text;
