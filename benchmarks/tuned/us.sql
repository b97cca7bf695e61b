-- The comma file with fiscal years and month abbreviations, as text and typed; row order is the file's.
create or replace temp view typed as
select
    text.id as record_id,
    place_of(text.place) as place,
    make_date(try_cast(fy as integer) - (month_of(text.month) >= 10)::integer, month_of(text.month), 1) as start,
    agency_of(text.agency) as agency,
    substance_of(text.substance) as substance,
    unit_of(text.unit) as unit,
    dimension_of(text.unit) as dimension,
    times_of(text.unit) as times,
    per_of(text.unit) as per,
    try_cast(text.events as bigint) as events,
    try_cast(text.quantity as decimal(18, 6)) as quantity,
    text as raw
from read_csv(
    getvariable('file'), header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
    columns = {
        'id': 'varchar', 'fy': 'varchar', 'month': 'varchar', 'agency': 'varchar', 'place': 'varchar',
        'substance': 'varchar', 'events': 'varchar', 'quantity': 'varchar', 'unit': 'varchar'
    }
) as text;
