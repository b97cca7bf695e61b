-- The comma file with ISO days and decimal commas, as text and typed; every row is one event.
create or replace temp view typed as
with numbered as (
    select row_number() over () + 1 as row, text -- before the joins, which lose the order; row 1 is the header
    from read_csv(
        getvariable('file'), header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
        columns = {
            'id': 'varchar', 'date': 'varchar', 'place': 'varchar', 'agency': 'varchar', 'substance': 'varchar',
            'quantity': 'varchar', 'unit': 'varchar'
        }
    ) as text
)

select
    row,
    trim(text.id) as record_id,
    places.code as place,
    try_strptime(trim(text.date), '%Y-%m-%d')::date as start,
    agencies.code as agency,
    substances.code as substance,
    units.code as unit,
    units.dimension,
    units.factor,
    1::bigint as events,
    try_cast(replace(trim(text.quantity), ',', '.') as decimal(28, 12)) as quantity,
    text as raw
from numbered
left join places on places.label = lower(trim(text.place))
left join agencies on agencies.label = lower(trim(text.agency))
left join substances on substances.label = lower(trim(text.substance))
left join units on units.label = lower(trim(text.unit));
