-- The comma file with fiscal years and month abbreviations, as text and typed.
create or replace temp view typed as
with numbered as (
    select row_number() over () + 1 as row, text -- before the joins, which lose the order; row 1 is the header
    from read_csv(
        getvariable('file'), header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
        columns = {
            'id': 'varchar', 'fy': 'varchar', 'month': 'varchar', 'agency': 'varchar', 'place': 'varchar',
            'substance': 'varchar', 'events': 'varchar', 'quantity': 'varchar', 'unit': 'varchar'
        }
    ) as text
)

select
    row,
    trim(text.id) as record_id,
    places.code as place,
    make_date(try_cast(trim(text.fy) as integer) - if(months.code >= 10, 1, 0), months.code, 1) as start,
    agencies.code as agency,
    substances.code as substance,
    units.code as unit,
    units.dimension,
    units.factor,
    try_cast(trim(text.events) as bigint) as events,
    try_cast(trim(text.quantity) as decimal(28, 12)) as quantity, -- trim: a cast alone would move into read_csv
    text as raw
from numbered
left join months on months.label = lower(trim(text.month))
left join places on places.label = lower(trim(text.place))
left join agencies on agencies.label = lower(trim(text.agency))
left join substances on substances.label = lower(trim(text.substance))
left join units on units.label = lower(trim(text.unit));
